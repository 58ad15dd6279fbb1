import { type Clock, systemClock } from '../../src/clock.ts';
import { type JsonRpcServer, startJsonRpc } from './json-rpc.ts';
import { loadModel } from './model.ts';
import { createQueue } from './queue.ts';
import { sqsOperations } from './sqs-operations.ts';

/** A queue that the real SDK can talk to, and what a test may see and do behind its back. */
export type SqsStandIn = JsonRpcServer & {
  queueUrl: string;
  /** Puts a message in; `attributes` replace system attributes such as `SentTimestamp`. @returns its MessageId. */
  send(body: string, attributes?: Record<string, string>): string;
  /** Messages that a receiver would get now. */
  depth(): number;
  /** Messages received and neither deleted nor visible again. */
  inFlight(): number;
  /** MessageIds deleted, in order. */
  deleted(): string[];
  /** How often a message that is still there was received. */
  receives(messageId: string): number;
  /** Long polls that wait for a message now. */
  waiting(): number;
};

/** Starts an SQS stand-in with one empty standard queue on loopback; visibility goes by `clock`. */
export async function startSqs({ clock = systemClock }: { clock?: Clock } = {}): Promise<SqsStandIn> {
  const queue = createQueue(clock);
  let queueUrl = '';
  const operations = sqsOperations(queue, () => queueUrl);
  const server = await startJsonRpc({ model: loadModel('sqs'), signingName: 'sqs', operations });
  queueUrl = `${server.url}/111122223333/alarms`;
  const { depth, inFlight, deleted, receives, waiting } = queue;
  return {
    ...server,
    queueUrl,
    send: (body, attributes) => queue.send(body, attributes).id,
    depth,
    inFlight,
    deleted,
    receives,
    waiting,
  };
}
