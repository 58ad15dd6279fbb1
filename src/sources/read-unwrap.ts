import type { Delivery, Reading } from '../alerts/alarm-event.ts';
import type { Carriage } from './read-carriage.ts';
import { rejected } from './read-rejected.ts';
import { oneLine } from './read-text.ts';
import { parseEpoch, parseInstant } from './read-time.ts';
import { type Fields, isFields, kindOf, line, text } from './read-values.ts';

/** Layers that may lie around an alarm: queue, topic, event, text in text. More is an attack or a loop. */
const MOST_LAYERS = 8;
/** Levels of objects and lists within one JSON text; deeper ones could exhaust the stack of whoever walks them. */
const MOST_LEVELS = 100;

/** What is left when no layer is: an object or plain text, or something that ends here. */
export type Unwrapped =
  | { kind: 'object'; value: Fields; carriage: Carriage }
  | { kind: 'text'; text: string; carriage: Carriage }
  | Exclude<Reading, { kind: 'event' }>;

/** Takes off every layer: SQS, SNS and Lambda envelopes, lists, JSON within text. Never empty, never throws. */
export function unwrap(payload: string, delivery: Delivery): Unwrapped[] {
  const { messageId } = delivery;
  const carriage = { delivery, text: payload, topic: null, subject: null, messageId, snsAt: null, queuedAt: null };
  return open(payload, carriage, 0);
}

/** Reads JSON, or else plain text. Text that looks like an object or a list and is not JSON is an error. */
function parseJson(payload: string): { value: unknown } | { text: string } | { error: string } {
  const trimmed = payload.trim();
  try {
    const value: unknown = JSON.parse(trimmed);
    return isDeeper(value, MOST_LEVELS) ? { error: `it is nested more than ${MOST_LEVELS} levels deep` } : { value };
  } catch {
    if (/^[{[]/.test(trimmed)) return { error: 'it looks like JSON and is not' };
    return oneLine(trimmed, 100) === '' ? { error: 'it is empty' } : { text: trimmed };
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function open(value: unknown, carriage: Carriage, layer: number): Unwrapped[] {
  if (layer > MOST_LAYERS) return [rejected(`it is wrapped more than ${MOST_LAYERS} times`, carriage.text)];
  if (typeof value === 'string') return openText(value, { ...carriage, text: value }, layer);
  if (Array.isArray(value)) return openList(value, carriage, layer);
  if (!isFields(value)) return [rejected(`it is ${kindOf(value)} and no alarm`, carriage.text)];
  if (Object.keys(value).length === 0) return [rejected('it is an empty object', carriage.text)];
  return openObject(value, carriage, layer);
}

function openText(payload: string, carriage: Carriage, layer: number): Unwrapped[] {
  const parsed = parseJson(payload);
  if ('error' in parsed) return [rejected(parsed.error, payload)];
  if ('text' in parsed) return [{ kind: 'text', text: parsed.text, carriage }];
  return typeof parsed.value === 'string'
    ? open(parsed.value, carriage, layer + 1)
    : open(parsed.value, carriage, layer);
}

function openList(values: readonly unknown[], carriage: Carriage, layer: number): Unwrapped[] {
  if (values.length === 0) return [rejected('it is an empty list', carriage.text)];
  return values.flatMap((value) => open(value, { ...carriage, text: JSON.stringify(value) }, layer + 1));
}

function openObject(value: Fields, carriage: Carriage, layer: number): Unwrapped[] {
  const { Records, Messages, Sns } = value;
  if (Array.isArray(Records)) return openList(Records, carriage, layer);
  if (Array.isArray(Messages) && (Messages.length === 0 || Messages.some(isSqsMessage))) {
    return openList(Messages, carriage, layer);
  }
  if (isFields(Sns)) return openSns(Sns, carriage, layer);
  if (isSqsMessage(value)) return openSqs(value, carriage, layer);
  if (isSns(value)) return openSns(value, carriage, layer);
  return [{ kind: 'object', value, carriage }];
}

/** A message as ReceiveMessage gives it (`Body`) or as a Lambda function gets it (`body`). */
const isSqsMessage = (value: unknown): value is Fields =>
  isFields(value) &&
  ('ReceiptHandle' in value ||
    'receiptHandle' in value ||
    (typeof value['Body'] === 'string' && 'MessageId' in value) ||
    (typeof value['body'] === 'string' && 'messageId' in value));

function openSqs(message: Fields, carriage: Carriage, layer: number): Unwrapped[] {
  const attributes = message['Attributes'] ?? message['attributes'];
  const sent = isFields(attributes) ? parseEpoch(attributes['SentTimestamp'], 1) : null;
  const messageId = text(message['MessageId']) ?? text(message['messageId']) ?? carriage.messageId;
  return open(message['Body'] ?? message['body'], { ...carriage, messageId, queuedAt: sent }, layer + 1);
}

/** Several marks, because any one of them may be missing. */
const isSns = (value: Fields): boolean =>
  'Message' in value
    ? value['Type'] === 'Notification' || ['TopicArn', 'SignatureVersion', 'Signature'].some((mark) => mark in value)
    : value['Type'] === 'Notification' && 'TopicArn' in value;

function openSns(envelope: Fields, carriage: Carriage, layer: number): Unwrapped[] {
  const { Type, Message, TopicArn, Subject, MessageId, Timestamp } = envelope;
  if (Type === 'SubscriptionConfirmation' || Type === 'UnsubscribeConfirmation') {
    return [{ kind: 'ignored', because: `SNS ${Type}: no alarm; it is confirmed at the SNS endpoint only` }];
  }
  if (typeof Message !== 'string' && !isFields(Message) && !Array.isArray(Message)) {
    return [rejected(`the SNS envelope's Message is ${kindOf(Message)}`, carriage.text)];
  }
  const around = {
    ...carriage,
    topic: line(TopicArn, 300) ?? carriage.topic,
    subject: line(Subject, 300) ?? carriage.subject,
    messageId: text(MessageId) ?? carriage.messageId,
    snsAt: parseInstant(Timestamp) ?? carriage.snsAt,
  };
  return open(Message, around, layer + 1);
}
