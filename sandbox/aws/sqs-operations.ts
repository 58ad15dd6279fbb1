import { type Call, type Operation, ServiceError } from './json-rpc.ts';
import { type Kept, md5, type Queue } from './queue.ts';

type Entry = {
  Id: string;
  ReceiptHandle: string;
  VisibilityTimeout?: number;
  MessageBody: string;
  DelaySeconds?: number;
};
type Outcome = { output?: object; error?: ServiceError };

const DEFAULT_VISIBILITY_SECONDS = 30;
/** How often a long poll looks for messages whose time of invisibility has run out. */
const SWEEP_MS = 25;

const sqsError = (code: string, message: string) =>
  new ServiceError(code, message, { queryCode: `AWS.SimpleQueueService.${code}` });

/** The operations of SQS that a consumer, a producer and a check use, over one queue. */
export function sqsOperations(queue: Queue, queueUrl: () => string): Record<string, Operation> {
  const here =
    (operation: Operation): Operation =>
    (input, call) => {
      if (input['QueueUrl'] !== queueUrl()) {
        const options = { queryCode: 'AWS.SimpleQueueService.NonExistentQueue' };
        throw new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.', options);
      }
      return operation(input, call);
    };
  const one = (act: (entry: Entry) => object) => here((input) => act(input as unknown as Entry));
  const many = (act: (entry: Entry) => object) => here((input, call) => batch(input['Entries'] as Entry[], call, act));
  const send = (entry: Entry) => sendOne(queue, entry);
  const remove = (entry: Entry) => deleteOne(queue, entry);
  const change = (entry: Entry) => changeOne(queue, entry);
  return {
    ReceiveMessage: here((input, call) => receive(queue, input, call.gone)),
    SendMessage: one(send),
    SendMessageBatch: many(send),
    DeleteMessage: one(remove),
    DeleteMessageBatch: many(remove),
    ChangeMessageVisibility: one(change),
    ChangeMessageVisibilityBatch: many(change),
    GetQueueAttributes: here((input) => attributes(queue, queueUrl(), input['AttributeNames'])),
  };
}

function inRange(input: object, name: string, [least, most, otherwise]: [number, number, number]): number {
  const value = (input as Record<string, unknown>)[name] ?? otherwise;
  if (typeof value === 'number' && value >= least && value <= most) return value;
  const message = `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${least} and ${most}, if provided.`;
  throw new ServiceError('InvalidParameterValueException', message, { queryCode: 'InvalidParameterValue' });
}

async function receive(queue: Queue, input: Record<string, unknown>, gone: AbortSignal): Promise<object> {
  const max = inRange(input, 'MaxNumberOfMessages', [1, 10, 1]);
  const visibility = inRange(input, 'VisibilityTimeout', [0, 43_200, DEFAULT_VISIBILITY_SECONDS]);
  const waitMs = inRange(input, 'WaitTimeSeconds', [0, 20, 0]) * 1000;
  const asked = [input['MessageSystemAttributeNames'], input['AttributeNames']].flat() as string[];
  let messages = queue.take(max, visibility);
  const until = performance.now() + waitMs;
  // Of several that wait one gets the message; the others go on waiting.
  for (let left = waitMs; messages.length === 0 && left > 0 && !gone.aborted; left = until - performance.now()) {
    await visibleMessage(queue, left, gone);
    if (!gone.aborted) messages = queue.take(max, visibility);
  }
  return messages.length === 0 ? {} : { Messages: messages.map((message) => wireMessage(message, asked)) };
}

/** Resolves when a message is visible, the wait is over, or the client has gone. */
function visibleMessage(queue: Queue, waitMs: number, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => queue.depth() > 0 && finish();
    const sweep = setInterval(look, SWEEP_MS);
    const deadline = setTimeout(() => finish(), waitMs);
    const unlisten = queue.listen(look);
    const finish = () => {
      clearInterval(sweep);
      clearTimeout(deadline);
      unlisten();
      resolve();
    };
    gone.addEventListener('abort', finish, { once: true });
  });
}

function wireMessage(message: Kept, asked: string[]): object {
  const all: Record<string, string> = {
    SenderId: 'AIDAIT2UOQQY3AUEKVGXU',
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receives),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    ...message.attributes,
  };
  const wanted = Object.entries(all).filter(([name]) => asked.includes('All') || asked.includes(name));
  const { id, handle, body } = message;
  const wire = { MessageId: id, ReceiptHandle: handle, MD5OfBody: md5(body), Body: body };
  return wanted.length === 0 ? wire : { ...wire, Attributes: Object.fromEntries(wanted) };
}

/** The size limit since 2025: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MAX_BODY_BYTES = 1_048_576;

function sendOne(queue: Queue, entry: Entry): object {
  if ('MessageAttributes' in entry) throw sqsError('UnsupportedOperation', 'this stand-in keeps no message attributes');
  const size = Buffer.byteLength(entry.MessageBody);
  if (size < 1 || size > MAX_BODY_BYTES) {
    const message = `One or more parameters are invalid. Reason: Message must be between 1 and ${MAX_BODY_BYTES} bytes.`;
    throw new ServiceError('InvalidParameterValueException', message, { queryCode: 'InvalidParameterValue' });
  }
  const { id } = queue.send(entry.MessageBody, {}, inRange(entry, 'DelaySeconds', [0, 900, 0]));
  return { MessageId: id, MD5OfMessageBody: md5(entry.MessageBody) };
}

const WELL_FORMED_HANDLE = /^AQEB/;

function deleteOne(queue: Queue, { ReceiptHandle: handle }: Entry): object {
  if (!WELL_FORMED_HANDLE.test(handle)) {
    throw new ServiceError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
    );
  }
  queue.delete(handle); // SQS answers well to a handle that is stale, and deletes nothing
  return {};
}

function changeOne(queue: Queue, entry: Entry): object {
  const outcome = queue.changeVisibility(entry.ReceiptHandle, inRange(entry, 'VisibilityTimeout', [0, 43_200, 0]));
  if (outcome === 'unknown') throw new ServiceError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
  if (outcome === 'not in flight') throw sqsError('MessageNotInflight', 'The specified message is not in flight.');
  return {};
}

function batch(entries: Entry[], { entriesToFail }: Call, act: (entry: Entry) => object): object {
  if (entries.length === 0) throw sqsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > 10) {
    throw sqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  }
  if (entries.some(({ Id }) => !/^[\w-]{1,80}$/.test(Id))) {
    throw sqsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores.',
    );
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    throw sqsError('BatchEntryIdsNotDistinct', 'Id repeated.');
  const Successful: object[] = [];
  const Failed: object[] = [];
  entries.forEach((entry, index) => {
    const { output, error } = index < entriesToFail ? { error: asked() } : tried(act, entry);
    if (error) Failed.push({ Id: entry.Id, SenderFault: error.status < 500, Code: error.code, Message: error.message });
    else Successful.push({ Id: entry.Id, ...output });
  });
  return { Successful, Failed };
}

const asked = () => new ServiceError('InternalError', 'asked to fail', { status: 500 });

function tried(act: (entry: Entry) => object, entry: Entry): Outcome {
  try {
    return { output: act(entry) };
  } catch (error) {
    if (error instanceof ServiceError) return { error };
    throw error;
  }
}

function attributes(queue: Queue, queueUrl: string, asked: unknown): object {
  const all = {
    ApproximateNumberOfMessages: String(queue.depth()),
    ApproximateNumberOfMessagesNotVisible: String(queue.inFlight()),
    VisibilityTimeout: String(DEFAULT_VISIBILITY_SECONDS),
    QueueArn: `arn:aws:sqs:eu-west-1:${queueUrl.split('/').slice(-2).join(':')}`,
  };
  const names = Array.isArray(asked) ? asked : [];
  const wanted = Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name));
  return wanted.length === 0 ? {} : { Attributes: Object.fromEntries(wanted) };
}
