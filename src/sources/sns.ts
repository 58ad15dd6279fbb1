import type { Intake } from '../alerts/alarm-event.ts';
import type { Clock } from '../clock.ts';
import type { HttpAnswer } from '../http/server.ts';
import type { Log } from '../log.ts';
import { type Read, receive } from './receive.ts';
import { isSubscribeUrl } from './sns-address.ts';
import type { Confirm } from './sns-confirm.ts';
import { type Certificates, type SnsMessage, type Verdict, verifySns } from './sns-signature.ts';
import { answersInTime, type Webhook } from './webhooks.ts';

export type SnsOptions = {
  /** ARNs of the topics that are believed. */
  topics: readonly string[];
  certificates: Certificates;
  confirm: Confirm;
  read: Read;
  intake: Intake;
  clock: Clock;
  log: Log;
};

/** `POST /alarms/sns`: SNS's HTTPS subscription. A notification is answered with 200 once it is stored, read or not. */
export function snsWebhook(options: SnsOptions): Webhook {
  const { topics, certificates, clock, log } = options;
  const told = new Set<string>(); // a flood of them is worth one line in the log for each reason
  const webhook: Webhook = {
    path: '/alarms/sns',
    async handle({ body }) {
      const text = body.toString('utf8');
      const verdict = await verifySns(text, { topics, certificates, now: clock.now() });
      if (verdict.kind === 'ok') return act(options, verdict, text);
      const level = told.has(verdict.reason) ? 'debug' : 'warn';
      log[level]({ reason: verdict.reason }, 'a message to /alarms/sns was not accepted');
      told.add(verdict.reason);
      return { status: verdict.status, body: `${verdict.reason}\n` };
    },
  };
  return answersInTime(webhook, log);
}

type Accepted = Extract<Verdict, { kind: 'ok' }>;

function act(options: SnsOptions, { message, topic }: Accepted, text: string): Promise<HttpAnswer> | HttpAnswer {
  switch (message.Type) {
    case 'Notification':
      return notify(options, message, text);
    case 'SubscriptionConfirmation':
      if (isSubscribeUrl(message.SubscribeURL, topic)) return subscribe(options, message);
      return { status: 403, body: "SubscribeURL is not SNS's own for this topic\n" };
    case 'UnsubscribeConfirmation':
      options.log.warn({ topic: topic.arn }, 'the SNS subscription was ended; no alarms will come from this topic');
      return { status: 200, body: 'ok\n' };
    default:
      return message satisfies never;
  }
}

async function notify(options: SnsOptions, { MessageId }: SnsMessage, text: string): Promise<HttpAnswer> {
  const { read, intake, clock, log } = options;
  const delivery = { road: 'sns' as const, receivedAt: clock.now(), messageId: MessageId };
  await intake([receive(read, text, { delivery, log })]);
  return { status: 200, body: 'ok\n' };
}

async function subscribe({ confirm, log }: SnsOptions, message: SnsMessage): Promise<HttpAnswer> {
  if (!('SubscribeURL' in message)) return { status: 400, body: 'there is no SubscribeURL\n' };
  await confirm(message.SubscribeURL);
  log.info({ topic: message.TopicArn }, 'the SNS subscription is confirmed');
  return { status: 200, body: 'ok\n' };
}
