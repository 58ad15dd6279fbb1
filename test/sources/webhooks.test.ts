import { beforeEach, describe, expect, it } from 'vitest';
import type { Reading, Received } from '../../src/alerts/alarm-event.ts';
import { StoreError } from '../../src/errors.ts';
import { answersInTime, type TokenSource, tokenWebhook } from '../../src/sources/webhooks.ts';
import { logLines } from './log-lines.ts';

const now = new Date('2026-11-20T09:00:00Z');
const good: Reading = { kind: 'ignored', because: 'fine' };
const bad: Reading = { kind: 'rejected', reason: 'alerts must be a list', payload: 'x' };
let stored: Received[];

beforeEach(() => {
  stored = [];
});

type Sent = { authorization?: string; query?: string; body?: string };

function post({ authorization, query = '', body = '{}' }: Sent, more: Partial<TokenSource> = {}) {
  const webhook = tokenWebhook({
    road: 'alertmanager',
    token: 'secret',
    read: () => [good],
    intake: async (batch) => void stored.push(...batch),
    clock: { now: () => now },
    log: logLines().log,
    ...more,
  });
  const headers = authorization === undefined ? {} : { authorization };
  return webhook.handle({ headers, query: new URLSearchParams(query), body: Buffer.from(body) });
}
const trusted = { authorization: 'Bearer secret' };

describe('a webhook behind a token', () => {
  it('has the address of its road', () => {
    const options = { read: () => [], intake: async () => undefined, clock: { now: () => now }, log: logLines().log };
    expect(tokenWebhook({ road: 'pingdom', token: 'x', ...options }).path).toBe('/alarms/pingdom');
  });

  it('stores what it is sent and answers 200', async () => {
    const read = (payload: string): Reading[] => [{ kind: 'ignored', because: payload }];
    expect(await post({ ...trusted, body: 'é' }, { read })).toMatchObject({ status: 200 });
    const delivery = { road: 'alertmanager', receivedAt: now, messageId: null };
    expect(stored).toEqual([{ delivery, readings: [{ kind: 'ignored', because: 'é' }] }]);
  });

  it('answers only after it is stored', async () => {
    const order: string[] = [];
    const intake = async () => {
      await Promise.resolve();
      order.push('stored');
    };
    await post(trusted, { intake });
    order.push('answered');
    expect(order).toEqual(['stored', 'answered']);
  });

  it.each([
    ['nothing', {}, 401],
    ['another scheme', { authorization: 'Basic secret' }, 401],
    ['an empty token', { authorization: 'Bearer ' }, 401],
    ['a wrong token', { authorization: 'Bearer secre' }, 403],
    ['a longer token', { authorization: 'Bearer secrets' }, 403],
    ['the token in the query of a source that has headers', { query: 'token=secret' }, 401],
  ])('does not trust %s, and neither reads nor stores what it says', async (_what, sent, status) => {
    const read = () => expect.unreachable();
    expect((await post(sent, { read })).status).toBe(status);
    expect(stored).toEqual([]);
  });

  it('takes the token from the query where the sender can send no header', async () => {
    const pingdom = { road: 'pingdom' as const, tokenInQuery: true };
    expect((await post({ query: 'token=secret' }, pingdom)).status).toBe(200);
    expect((await post({ query: 'token=wrong' }, pingdom)).status).toBe(403);
    expect((await post({ query: '' }, pingdom)).status).toBe(401);
  });

  it('never trusts because a secret is absent', () => {
    expect(() => post({ authorization: 'Bearer ' }, { token: '' })).toThrow('the token of alertmanager is empty');
  });

  it('answers 400 with the reason to what it cannot read, and keeps it', async () => {
    expect(await post(trusted, { read: () => [bad] })).toEqual({ status: 400, body: 'alerts must be a list\n' });
    expect(stored[0]?.readings).toEqual([bad]);
  });

  it('answers 200 when some of it can be read, and keeps the rest', async () => {
    expect((await post(trusted, { read: () => [bad, good] })).status).toBe(200);
    expect(stored[0]?.readings).toEqual([bad, good]);
  });

  it('answers 400, and keeps it, when its own reader fails', async () => {
    const read = () => {
      throw new Error('a bug');
    };
    expect((await post({ ...trusted, body: 'odd' }, { read })).status).toBe(400);
    expect(stored[0]?.readings).toMatchObject([{ kind: 'rejected', payload: 'odd' }]);
  });

  it('answers 503 when it cannot store, even what it cannot read', async () => {
    const intake = () => Promise.reject(new StoreError('down', { code: 'ECONNREFUSED', retryable: true }));
    expect((await post(trusted, { intake })).status).toBe(503);
    expect((await post(trusted, { intake, read: () => [bad] })).status).toBe(503);
  });
});

describe('answersInTime', () => {
  it('answers 503 when the work takes too long, and outlives its later failure', async () => {
    const work = Promise.withResolvers<never>();
    const { log, lines } = logLines();
    const webhook = answersInTime({ path: '/alarms/slow', handle: () => work.promise }, log, 1);
    const request = { headers: {}, query: new URLSearchParams(), body: Buffer.alloc(0) };
    expect((await webhook.handle(request)).status).toBe(503);
    work.reject(new Error('too late'));
    await expect.poll(() => lines.length).toBe(2);
  });
});
