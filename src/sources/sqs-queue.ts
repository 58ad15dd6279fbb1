import type { Message, SQS } from '@aws-sdk/client-sqs';
import { toAwsError } from '../aws/aws-error.ts';
import type { SourceHealth } from './source-health.ts';

/** The longest that SQS holds a poll: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const LONG_POLL_SECONDS = 20;
/** How long a message stays hidden from others; extended while the work lasts, so it is short for when we die. */
const VISIBILITY_SECONDS = 60;
const EXTEND_EVERY_MS = 20_000;

/** One queue, in the words of a receiver. Only `poll` rejects: what the others fail of is noted in the health. */
export type SqsQueue = {
  /** Waits up to 20 s for messages; ends at once when `signal` aborts. Rejects with the SDK's errors. */
  poll(max: number, signal: AbortSignal): Promise<Message[]>;
  /** Keeps messages hidden until the returned function is called. */
  hold(messages: Message[]): () => void;
  /** Deletes them; what fails comes again, and changes nothing then. */
  delete(messages: Message[]): Promise<void>;
  /** Shows them to other receivers at once. */
  giveBack(messages: Message[]): Promise<void>;
};

type BatchAnswer = { Failed?: { Code?: string | undefined }[] | undefined };
type Step = { step: 'delete' | 'extend'; permission: string };

const DELETE: Step = { step: 'delete', permission: 'sqs:DeleteMessage' };
const EXTEND: Step = { step: 'extend', permission: 'sqs:ChangeMessageVisibility' };

type Options = {
  client: SQS;
  queueUrl: string;
  health: SourceHealth;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** The queue at `queueUrl`. Calls other than polls are never aborted: they finish what is already stored. */
export function createSqsQueue({ client, queueUrl: QueueUrl, health, wait }: Options): SqsQueue {
  const noted = async ({ step, permission }: Step, call: () => Promise<BatchAnswer>) => {
    try {
      const failed = (await call()).Failed ?? [];
      if (failed.length > 0) throw new Error(`${failed.length} of the messages: ${failed[0]?.Code}`);
      health.worked(step);
    } catch (error) {
      health.failed(step, toAwsError(error, permission, QueueUrl));
    }
  };
  const changeVisibility = (messages: Message[], seconds: number) => {
    const Entries = messages.map((message, index) => ({ ...entry(message, index), VisibilityTimeout: seconds }));
    return noted(EXTEND, () => client.changeMessageVisibilityBatch({ QueueUrl, Entries }));
  };
  return {
    async poll(max, abortSignal) {
      const limits = {
        MaxNumberOfMessages: max,
        WaitTimeSeconds: LONG_POLL_SECONDS,
        VisibilityTimeout: VISIBILITY_SECONDS,
      };
      const request = { QueueUrl, ...limits, MessageSystemAttributeNames: ['SentTimestamp' as const] };
      return (await client.receiveMessage(request, { abortSignal })).Messages ?? [];
    },
    hold(messages) {
      const released = new AbortController();
      const extend = async () => {
        for (;;) {
          await wait(EXTEND_EVERY_MS, released.signal);
          if (released.signal.aborted) return;
          await changeVisibility(messages, VISIBILITY_SECONDS);
        }
      };
      void extend(); // `wait` and `changeVisibility` never reject
      return () => released.abort();
    },
    async delete(messages) {
      await noted(DELETE, () => client.deleteMessageBatch({ QueueUrl, Entries: messages.map(entry) }));
    },
    giveBack: (messages) => changeVisibility(messages, 0),
  };
}

const entry = ({ ReceiptHandle = '' }: Message, index: number) => ({ Id: String(index), ReceiptHandle });
