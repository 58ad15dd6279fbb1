import { SQS } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SqsStandIn, startSqs } from '../../sandbox/aws/sqs.ts';

const time = { at: Date.parse('2026-11-20T09:00:00Z') };
const clock = { now: () => new Date(time.at) };
let standIn: SqsStandIn;
let client: SQS;

beforeEach(async () => {
  standIn = await startSqs({ clock });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new SQS({ region: 'eu-west-1', endpoint: standIn.url, credentials, maxAttempts: 1 });
});

afterEach(async () => {
  client.destroy();
  await standIn.stop();
});

const receive = (more: object = {}) => client.receiveMessage({ QueueUrl: standIn.queueUrl, ...more });

describe('the SQS stand-in', () => {
  it('gives a message with its id, checksum and the attributes asked for', async () => {
    const { MessageId } = await client.sendMessage({ QueueUrl: standIn.queueUrl, MessageBody: 'é ✓' });
    const { Messages } = await receive({ MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'] });
    expect(Messages).toMatchObject([
      { MessageId, Body: 'é ✓', Attributes: { SentTimestamp: String(time.at), ApproximateReceiveCount: '1' } },
    ]);
  });

  it('gives at most ten messages at once, and refuses to be asked for eleven', async () => {
    for (let index = 0; index < 12; index += 1) standIn.send(`body ${index}`);
    expect((await receive({ MaxNumberOfMessages: 10 })).Messages).toHaveLength(10);
    await expect(receive({ MaxNumberOfMessages: 11 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('answers a long poll with the message that comes while it waits', async () => {
    const polled = receive({ WaitTimeSeconds: 20 });
    await expect.poll(() => standIn.waiting()).toBe(1);
    standIn.send('late');
    expect((await polled).Messages?.[0]?.Body).toBe('late');
  });

  it('answers a long poll with nothing when its wait is over', async () => {
    expect((await receive({ WaitTimeSeconds: 1 })).Messages).toBeUndefined();
  });

  it('gives nothing to a poll that was aborted', async () => {
    const abort = new AbortController();
    const polled = client.receiveMessage(
      { QueueUrl: standIn.queueUrl, WaitTimeSeconds: 20 },
      { abortSignal: abort.signal },
    );
    await expect.poll(() => standIn.waiting()).toBe(1);
    abort.abort();
    await expect(polled).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(() => standIn.waiting()).toBe(0);
    standIn.send('for somebody else');
    expect((await receive({ WaitTimeSeconds: 5 })).Messages).toHaveLength(1);
  });

  it('hides a received message for its visibility timeout, then gives it again with another handle', async () => {
    const id = standIn.send('once');
    const [first] = (await receive({ VisibilityTimeout: 60 })).Messages ?? [];
    expect([standIn.depth(), standIn.inFlight()]).toEqual([0, 1]);
    expect((await receive()).Messages).toBeUndefined();
    time.at += 60_000;
    const [second] = (await receive()).Messages ?? [];
    expect(second?.MessageId).toBe(id);
    expect(second?.ReceiptHandle).not.toBe(first?.ReceiptHandle);
    expect(standIn.receives(id)).toBe(2);
  });

  it('hides a message longer, or shows it at once, when its visibility is changed', async () => {
    standIn.send('held');
    const [message] = (await receive({ VisibilityTimeout: 30 })).Messages ?? [];
    const change = { QueueUrl: standIn.queueUrl, ReceiptHandle: message?.ReceiptHandle };
    await client.changeMessageVisibility({ ...change, VisibilityTimeout: 60 });
    time.at += 59_000;
    expect(standIn.depth()).toBe(0);
    await client.changeMessageVisibility({ ...change, VisibilityTimeout: 0 });
    expect(standIn.depth()).toBe(1);
    const late = client.changeMessageVisibility({ ...change, VisibilityTimeout: 60 });
    await expect(late).rejects.toMatchObject({ name: 'MessageNotInflight' });
  });

  it('deletes by the newest handle only, and answers well to a stale one', async () => {
    const id = standIn.send('twice');
    const [first] = (await receive({ VisibilityTimeout: 0 })).Messages ?? [];
    const [second] = (await receive()).Messages ?? [];
    const QueueUrl = standIn.queueUrl;
    await client.deleteMessage({ QueueUrl, ReceiptHandle: first?.ReceiptHandle });
    expect(standIn.deleted()).toEqual([]);
    await client.deleteMessage({ QueueUrl, ReceiptHandle: second?.ReceiptHandle });
    expect(standIn.deleted()).toEqual([id]);
  });

  it('answers a batch entry by entry', async () => {
    standIn.send('one');
    const [message] = (await receive()).Messages ?? [];
    const Entries = [
      { Id: 'good', ReceiptHandle: message?.ReceiptHandle },
      { Id: 'bad', ReceiptHandle: 'nonsense' },
    ];
    const answer = await client.deleteMessageBatch({ QueueUrl: standIn.queueUrl, Entries });
    expect(answer.Successful).toEqual([{ Id: 'good' }]);
    expect(answer.Failed).toMatchObject([{ Id: 'bad', SenderFault: true, Code: 'ReceiptHandleIsInvalid' }]);
  });

  it('refuses batches that are empty, too long, or name an entry twice', async () => {
    const send = (ids: string[]) =>
      client.sendMessageBatch({
        QueueUrl: standIn.queueUrl,
        Entries: ids.map((Id) => ({ Id, MessageBody: 'body' })),
      });
    await expect(send([])).rejects.toMatchObject({ name: 'EmptyBatchRequest' });
    await expect(send(['a', 'a'])).rejects.toMatchObject({ name: 'BatchEntryIdsNotDistinct' });
    await expect(send([...'abcdefghijk'])).rejects.toMatchObject({ name: 'TooManyEntriesInBatchRequest' });
    expect((await send(['a', 'b'])).Successful).toHaveLength(2);
    expect(standIn.depth()).toBe(2);
  });

  it('tells the depth as a queue attribute', async () => {
    standIn.send('waiting');
    const asked = { QueueUrl: standIn.queueUrl, AttributeNames: ['ApproximateNumberOfMessages' as const] };
    expect((await client.getQueueAttributes(asked)).Attributes).toEqual({ ApproximateNumberOfMessages: '1' });
  });

  it('knows no other queue, and refuses what the model forbids', async () => {
    const other = client.receiveMessage({ QueueUrl: `${standIn.url}/111122223333/other` });
    await expect(other).rejects.toMatchObject({ name: 'QueueDoesNotExist', $fault: 'client' });
    const wrongType: object = { MaxNumberOfMessages: 'many' };
    await expect(receive(wrongType)).rejects.toThrow();
    await expect(client.receiveMessage({ QueueUrl: undefined })).rejects.toMatchObject({ name: 'MissingParameter' });
    await expect(receive({ MessageSystemAttributeNames: ['Sender'] })).rejects.toMatchObject({
      name: 'ValidationError',
    });
  });

  it('refuses a request that is not signed', async () => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.ReceiveMessage' };
    const answer = await fetch(standIn.url, { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(403);
  });

  it.each([
    [{ status: 500 }, { name: 'InternalFailure', $fault: 'server' }],
    [{ error: 'AccessDenied' }, { name: 'AccessDenied', $fault: 'client' }],
  ])('fails as it is told, as often as it is told: %j', async (failure, expected) => {
    standIn.send('still here');
    standIn.fail('ReceiveMessage', { ...failure, times: 2 });
    await expect(receive()).rejects.toMatchObject(expected);
    await expect(receive()).rejects.toMatchObject(expected);
    expect((await receive()).Messages).toHaveLength(1);
  });

  it('leaves a call hanging when told to, until it stops', async () => {
    standIn.fail('ReceiveMessage', { hang: true });
    const hanging = receive();
    await expect.poll(() => standIn.calls('ReceiveMessage')).toBe(1);
    await standIn.stop();
    await expect(hanging).rejects.toThrow();
  });
});
