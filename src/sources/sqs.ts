import { setTimeout as delay } from 'node:timers/promises';
import type { Message, SQS } from '@aws-sdk/client-sqs';
import type { Intake, Received } from '../alerts/alarm-event.ts';
import { toAwsError } from '../aws/aws-error.ts';
import type { Clock } from '../clock.ts';
import { StoreError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Read, receive } from './receive.ts';
import { createSourceHealth, type SourceStatus } from './source-health.ts';
import { createSqsQueue, type SqsQueue } from './sqs-queue.ts';

const BATCH = 10;
/** A post to Slack has left by then, well before the messages show again to others. */
const AFTER_POST_MS = 15;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Waits so many milliseconds, less when `signal` aborts. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

export type SqsOptions = {
  client: SQS;
  queueUrl: string;
  /** How many batches may be under way at once. */
  receivers?: number;
  intake: Intake;
  read: Read;
  log: Log;
  clock: Clock;
  /** Told, for each batch stored, how many seconds its oldest message had waited. */
  onLag?: (seconds: number) => void;
  wait?: Wait;
};

/** Receivers at work. */
export type SqsSource = {
  status(): SourceStatus;
  /** Polls end at once; resolves when the batches under way are stored and deleted, or given back. Never rejects. */
  stop(): Promise<void>;
};

const sleep: Wait = async (ms, signal) => {
  await delay(ms, undefined, { signal }).catch(() => undefined); // rejects only when aborted
};

/**
 * Takes alarms from a queue, for as long as the process lives. A message is deleted only after `intake` has resolved;
 * while the database does not answer its batch is held (and kept invisible), so that an outage does not count towards
 * the queue's redrive policy. Nothing makes it end but `stop`.
 *
 * Own loop and not sqs-consumer 15: that one cannot stop as promised. It has one abort signal for polls and deletes, so
 * stopping either waits out a 20 s poll, or cuts the delete of a batch that is already stored.
 */
export function startSqs(options: SqsOptions): SqsSource {
  const { client, queueUrl, log, clock, receivers = 2, wait = sleep } = options;
  const stopping = new AbortController();
  const health = createSourceHealth({ name: `the queue ${queueUrl}`, log, clock });
  const queue = createSqsQueue({ client, queueUrl, health, wait });
  const work = { ...options, wait, queue, health, stopping: stopping.signal };
  const loops = Array.from({ length: receivers }, () => receiveForever(work));
  return {
    status: health.status,
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

type Work = Omit<SqsOptions, 'wait'> & {
  wait: Wait;
  queue: SqsQueue;
  health: ReturnType<typeof createSourceHealth>;
  stopping: AbortSignal;
};

async function receiveForever(work: Work): Promise<void> {
  const { queue, health, stopping, wait, queueUrl } = work;
  let pauseMs = FIRST_PAUSE_MS;
  while (!stopping.aborted) {
    try {
      const messages = await queue.poll(BATCH, stopping);
      health.worked('receive');
      if (messages.length > 0) await takeBatch(work, messages);
      pauseMs = FIRST_PAUSE_MS;
    } catch (error) {
      if (stopping.aborted) return;
      health.failed('receive', toAwsError(error, 'sqs:ReceiveMessage', queueUrl));
      await wait(pauseMs, stopping);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }
}

async function takeBatch(work: Work, messages: Message[]): Promise<void> {
  const { queue, health, clock, onLag } = work;
  health.received();
  const release = queue.hold(messages);
  try {
    const stored = await store(work, messages);
    if (stored.length === 0) return;
    const lag = lagSeconds(stored, clock.now());
    health.lag(lag);
    onLag?.(lag);
    // What was stored is on its way to Slack, and signing another request would hold it up. Not so when the queue is full:
    // then the next batch matters more than a moment.
    if (stored.length < BATCH) await delay(AFTER_POST_MS);
    await queue.delete(stored);
  } finally {
    release();
  }
}

/** @returns the messages that are stored, which are all unless the bot stops or the store refuses some. */
async function store(work: Work, messages: Message[]): Promise<Message[]> {
  const { intake, read, log, clock, health, stopping, wait, queue } = work;
  const receivedAt = clock.now();
  const batch = messages.map((message) => {
    const delivery = { road: 'sqs' as const, receivedAt, messageId: message.MessageId ?? null };
    return receive(read, message.Body ?? '', { delivery, log });
  });
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      await intake(batch);
      health.worked('store');
      return messages;
    } catch (error) {
      health.failed('store', error);
      if (!isPassing(error)) return storeEach(work, messages, batch);
      await wait(pauseMs, stopping);
    }
    if (!stopping.aborted) continue;
    await queue.giveBack(messages);
    return [];
  }
}

const isPassing = (error: unknown) => error instanceof StoreError && error.retryable;

/** One bad message must not hold up the nine beside it: those that the store takes are stored, the rest comes again. */
async function storeEach(
  { intake, log, wait, stopping }: Work,
  messages: Message[],
  batch: Received[],
): Promise<Message[]> {
  const stored: Message[] = [];
  for (const [index, message] of messages.entries()) {
    try {
      await intake(batch.slice(index, index + 1));
      stored.push(message);
    } catch (error) {
      log.error({ err: error, messageId: message.MessageId }, 'a message could not be stored; it stays in the queue');
    }
  }
  // So that a store which refuses everything is not led through the whole queue at full speed.
  if (stored.length < messages.length) await wait(FIRST_PAUSE_MS, stopping);
  return stored;
}

function lagSeconds(messages: Message[], now: Date): number {
  const sent = messages.map((message) => Number(message.Attributes?.SentTimestamp ?? now.getTime()));
  return Math.max(0, (now.getTime() - Math.min(...sent)) / 1000);
}
