import { SQS } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SqsStandIn, startSqs as startStandIn } from '../../sandbox/aws/sqs.ts';
import type { Intake, Received } from '../../src/alerts/alarm-event.ts';
import { StoreError } from '../../src/errors.ts';
import type { Read } from '../../src/sources/receive.ts';
import { type SqsOptions, type SqsSource, startSqs, type Wait } from '../../src/sources/sqs.ts';
import { LEVEL, logLines } from './log-lines.ts';

const HEARTBEAT_MS = 20_000;
const time = { at: 0 };
const clock = { now: () => new Date(time.at) };
let queue: SqsStandIn;
let client: SQS;
let source: SqsSource | null;
let stored: Received[][];

beforeEach(async () => {
  time.at = Date.parse('2026-11-20T09:00:00Z');
  stored = [];
  source = null;
  queue = await startStandIn({ clock });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new SQS({ region: 'eu-west-1', endpoint: queue.url, credentials, maxAttempts: 1 });
});

afterEach(async () => {
  await source?.stop();
  client.destroy();
  await queue.stop();
});

const read: Read = (payload) => [{ kind: 'ignored', because: payload }];
const keep: Intake = async (batch) => void stored.push([...batch]);
const bodies = () => stored.flat().map(({ readings: [reading] }) => reading?.kind === 'ignored' && reading.because);

const untilAborted: Wait = (_ms, signal) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
/** Pauses take no time, heartbeats never come. */
const noPauses: Wait = (ms, signal) => (ms === HEARTBEAT_MS ? untilAborted(ms, signal) : Promise.resolve());

function start(more: Partial<SqsOptions> = {}) {
  const { log, lines } = logLines();
  const options = { client, queueUrl: queue.queueUrl, intake: keep, read, log, clock, wait: noPauses, ...more };
  source = startSqs(options);
  return { source, lines };
}

/** An intake that does not resolve before it is told to. */
function heldIntake() {
  const batches: string[][] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const intake: Intake = async (batch) => {
    batches.push(batch.map(({ delivery }) => delivery.messageId ?? ''));
    await promise;
    await keep(batch);
  };
  return { intake, batches, release: resolve };
}

describe('startSqs', () => {
  it('hands each message to the intake with its id and road, then deletes it', async () => {
    const id = queue.send('an alarm');
    start();
    await expect.poll(() => queue.deleted()).toEqual([id]);
    expect(bodies()).toEqual(['an alarm']);
    expect(stored[0]?.[0]?.delivery).toEqual({ road: 'sqs', messageId: id, receivedAt: clock.now() });
  });

  it('deletes nothing before the intake has resolved', async () => {
    const held = heldIntake();
    const id = queue.send('an alarm');
    start({ intake: held.intake });
    await expect.poll(() => held.batches).toEqual([[id]]);
    expect(queue.deleted()).toEqual([]);
    held.release();
    await expect.poll(() => queue.deleted()).toEqual([id]);
  });

  it('takes a backlog in batches of ten', async () => {
    for (let index = 0; index < 25; index += 1) queue.send(`alarm ${index}`);
    start({ receivers: 1 });
    await expect.poll(() => queue.deleted().length).toBe(25);
    expect(stored.map((batch) => batch.length)).toEqual([10, 10, 5]);
  });

  it('goes on receiving while a batch is under way', async () => {
    const held = heldIntake();
    const first = queue.send('slow');
    start({ intake: held.intake, receivers: 2 });
    await expect.poll(() => held.batches).toEqual([[first]]);
    const second = queue.send('beside it');
    await expect.poll(() => held.batches).toEqual([[first], [second]]);
    held.release();
  });

  it('keeps what the reader fails on as rejected, and deletes it', async () => {
    queue.send('poison');
    start({
      read: () => {
        throw new Error('a bug');
      },
    });
    await expect.poll(() => queue.deleted().length).toBe(1);
    expect(stored[0]?.[0]?.readings).toEqual([
      { kind: 'rejected', reason: 'the reader failed on it', payload: 'poison' },
    ]);
  });

  it('tells how long messages waited', async () => {
    const lags: number[] = [];
    queue.send('an alarm', { SentTimestamp: String(time.at - 90_000) });
    const { source } = start({ onLag: (seconds) => lags.push(seconds) });
    await expect.poll(() => lags).toEqual([90]);
    expect(source.status()).toMatchObject({ ok: true, lagSeconds: 90, lastReceivedAt: clock.now() });
  });
});

describe('startSqs, when the database fails', () => {
  const down = new StoreError('the database does not answer', { code: 'ECONNREFUSED', retryable: true });

  it('holds the batch and tries again, longer and longer, without receiving it twice', async () => {
    let failures = 6;
    const pauses: number[] = [];
    const intake: Intake = async (batch) => {
      failures -= 1;
      if (failures >= 0) throw down;
      await keep(batch);
    };
    const wait: Wait = async (ms, signal) => {
      if (ms !== HEARTBEAT_MS) pauses.push(ms);
      await noPauses(ms, signal);
    };
    const id = queue.send('an alarm');
    const { source, lines } = start({ intake, wait });
    await expect.poll(() => queue.deleted()).toEqual([id]);
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
    expect(queue.calls('ReceiveMessage')).toBeLessThanOrEqual(4); // one had the message, the others waited in vain
    expect(lines.filter(({ level }) => level === LEVEL.error)).toHaveLength(1);
    expect(source.status()).toMatchObject({ ok: true, failures: 6 });
  });

  it('tells in its status while it lasts', async () => {
    queue.send('an alarm');
    const { source } = start({ intake: () => Promise.reject(down), wait: untilAborted });
    await expect.poll(() => source.status()).toMatchObject({ ok: false, error: 'the database does not answer' });
    expect(queue.deleted()).toEqual([]);
  });

  it('stores the others when it refuses one message of a batch, and leaves that one in the queue', async () => {
    const ids = ['good', 'bad', 'fine'].map((body) => queue.send(body));
    const intake: Intake = async (batch) => {
      if (batch.some(({ readings: [reading] }) => reading?.kind === 'ignored' && reading.because === 'bad')) {
        throw new StoreError('a text that cannot be stored', { code: '22021', retryable: false });
      }
      await keep(batch);
    };
    start({ intake, receivers: 1 });
    await expect.poll(() => queue.deleted()).toEqual([ids[0], ids[2]]);
    expect(queue.inFlight()).toBe(1);
    queue.send('the next');
    await expect.poll(bodies).toEqual(['good', 'fine', 'the next']);
  });

  it('keeps messages hidden while the work lasts', async () => {
    const held = heldIntake();
    const beats: (() => void)[] = [];
    const wait: Wait = (_ms, signal) =>
      new Promise((resolve) => {
        beats.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    queue.send('slow');
    start({ intake: held.intake, wait });
    for (let beat = 1; beat <= 5; beat += 1) {
      await expect.poll(() => beats.length).toBe(beat);
      time.at += HEARTBEAT_MS;
      beats[beat - 1]?.();
      await expect.poll(() => queue.calls('ChangeMessageVisibilityBatch')).toBe(beat);
    }
    expect(queue.inFlight()).toBe(1); // 100 s later, with 60 s of visibility
    held.release();
    await expect.poll(() => queue.deleted().length).toBe(1);
    expect(held.batches).toHaveLength(1);
  });
});

describe('startSqs, when the queue fails', () => {
  it('says once what permission is missing, and goes on when it is there', async () => {
    queue.fail('ReceiveMessage', { error: 'AccessDenied', times: 5 });
    const { source, lines } = start({ receivers: 1 });
    queue.send('an alarm');
    await expect.poll(() => queue.deleted().length).toBe(1);
    expect(lines.map(({ level }) => level)).toEqual([LEVEL.error, LEVEL.info]);
    expect(JSON.stringify(lines[0])).toContain(`allow sqs:ReceiveMessage on ${queue.queueUrl}`);
    expect(source.status()).toMatchObject({ ok: true, error: null, failures: 5 });
  });

  it('outlives a queue that is not there', async () => {
    const { source } = start({ queueUrl: `${queue.url}/111122223333/other`, receivers: 1, wait: untilAborted });
    await expect.poll(() => source.status().ok).toBe(false);
    expect(source.status().error).toContain('QueueDoesNotExist');
  });

  it('outlives a network that fails', async () => {
    const gone = await startStandIn();
    await gone.stop();
    const dead = new SQS({
      region: 'eu-west-1',
      endpoint: gone.url,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    });
    const { source } = start({ client: dead, wait: untilAborted });
    await expect.poll(() => source.status().error).toContain('ECONNREFUSED');
    dead.destroy();
  });

  it('takes a message again whose delete failed, and stays unwell until deletes work', async () => {
    const id = queue.send('an alarm');
    queue.fail('DeleteMessageBatch', { error: 'AccessDenied' });
    const { source } = start();
    await expect.poll(() => source.status().error).toContain('allow sqs:DeleteMessage');
    time.at += 60_000; // its invisibility has run out
    await expect.poll(() => queue.deleted()).toEqual([id]);
    expect(bodies()).toEqual(['an alarm', 'an alarm']);
    await expect.poll(() => source.status().ok).toBe(true);
  });

  it('notices a delete that failed for some messages only', async () => {
    const [first, second] = [queue.send('one'), queue.send('two')];
    queue.fail('DeleteMessageBatch', { entries: 1 });
    const { source } = start();
    await expect.poll(() => source.status().error).toContain('1 of the messages: InternalError');
    expect(queue.deleted()).toEqual([second]);
    time.at += 60_000;
    await expect.poll(() => queue.deleted()).toEqual([second, first]);
  });
});

describe('startSqs, stopping', () => {
  it('ends long polls at once', async () => {
    const { source } = start({ receivers: 2 });
    await expect.poll(() => queue.waiting()).toBe(2);
    await source.stop();
    await expect.poll(() => queue.waiting()).toBe(0);
    expect(source.status()).toMatchObject({ ok: true, failures: 0 });
  });

  it('lets the batch under way be stored and deleted', async () => {
    const held = heldIntake();
    const id = queue.send('the last');
    const { source } = start({ intake: held.intake });
    await expect.poll(() => held.batches.length).toBe(1);
    const stopped = source.stop();
    held.release();
    await stopped;
    expect(queue.deleted()).toEqual([id]);
  });

  it('gives a batch back that the database does not take', async () => {
    queue.send('the last');
    const down = new StoreError('the database does not answer', { code: 'ECONNREFUSED', retryable: true });
    const { source } = start({ intake: () => Promise.reject(down), wait: untilAborted, receivers: 1 });
    await expect.poll(() => source.status().ok).toBe(false);
    await source.stop();
    expect(queue.depth()).toBe(1);
    expect(queue.deleted()).toEqual([]);
  });
});
