import { beforeEach, describe, expect, it } from 'vitest';
import type { Received } from '../../src/alerts/alarm-event.ts';
import { AwsError, StoreError } from '../../src/errors.ts';
import { type SnsOptions, snsWebhook } from '../../src/sources/sns.ts';
import { LEVEL, logLines } from './log-lines.ts';
import { certificate, confirmation, notification, SUBSCRIBE_URL, TOPIC } from './sns-messages.ts';

const now = new Date('2026-11-20T09:00:00Z');
let stored: Received[];
let visited: string[];

beforeEach(() => {
  stored = [];
  visited = [];
});

async function post(fields: object, more: Partial<SnsOptions> = {}) {
  const { log, lines } = logLines();
  const webhook = snsWebhook({
    topics: [TOPIC],
    certificates: async () => certificate,
    confirm: async (url) => void visited.push(url),
    read: (payload) => [{ kind: 'ignored', because: payload }],
    intake: async (batch) => void stored.push(...batch),
    clock: { now: () => now },
    log,
    ...more,
  });
  const body = Buffer.from(JSON.stringify(fields));
  const answer = await webhook.handle({ headers: {}, query: new URLSearchParams(), body });
  return { ...answer, lines };
}

describe('POST /alarms/sns', () => {
  it('stores a notification, whole, under the id that SNS gave it', async () => {
    const fields = notification(now);
    expect((await post(fields)).status).toBe(200);
    expect(stored).toEqual([
      {
        delivery: { road: 'sns', messageId: fields['MessageId'], receivedAt: now },
        readings: [{ kind: 'ignored', because: JSON.stringify(fields) }],
      },
    ]);
  });

  it('keeps what it cannot read, and answers with 200 so that SNS does not send it for an hour', async () => {
    const rejected = [{ kind: 'rejected' as const, reason: 'no idea', payload: 'x' }];
    expect((await post(notification(now), { read: () => rejected })).status).toBe(200);
    expect(stored[0]?.readings).toEqual(rejected);
  });

  it('answers 503 when it cannot store, so that SNS tries again', async () => {
    const down = new StoreError('down', { code: 'ECONNREFUSED', retryable: true });
    expect((await post(notification(now), { intake: () => Promise.reject(down) })).status).toBe(503);
  });

  it('answers 503 when the certificate cannot be fetched', async () => {
    const away = new AwsError('away', { code: 'CertificateUnavailable', retryable: true });
    expect((await post(notification(now), { certificates: () => Promise.reject(away) })).status).toBe(503);
    expect(stored).toEqual([]);
  });

  it('stores nothing that is not signed, for a topic that is not allowed, or no SNS message', async () => {
    expect((await post({ AlarmName: 'x' })).status).toBe(403);
    expect((await post(notification(now), { topics: [] })).status).toBe(403);
    expect((await post(['x'])).status).toBe(400);
    expect(stored).toEqual([]);
  });

  it('confirms a subscription of an allowed topic', async () => {
    const { status, lines } = await post(confirmation(now));
    expect(status).toBe(200);
    expect(visited).toEqual([SUBSCRIBE_URL]);
    expect(lines).toMatchObject([{ level: LEVEL.info, topic: TOPIC }]);
  });

  it.each([
    ['another host', SUBSCRIBE_URL.replace('sns.', 'evil.')],
    ['another region', SUBSCRIBE_URL.replace('eu-west-1.', 'us-east-1.')],
    ['another partition', SUBSCRIBE_URL.replace('.com/', '.com.cn/')],
    ['http', SUBSCRIBE_URL.replace('https', 'http')],
    ['a port', SUBSCRIBE_URL.replace('.com/', '.com:8443/')],
    ['a user', SUBSCRIBE_URL.replace('https://', 'https://user@')],
    ['another topic', SUBSCRIBE_URL.replace(':alarms', ':others')],
    ['another action', SUBSCRIBE_URL.replace('ConfirmSubscription', 'DeleteTopic')],
  ])('does not visit a SubscribeURL with %s, however well signed', async (_what, SubscribeURL) => {
    expect((await post(confirmation(now, { SubscribeURL }))).status).toBe(403);
    expect(visited).toEqual([]);
  });

  it('does not confirm for a topic that is not allowed, or without a good signature', async () => {
    expect((await post(confirmation(now), { topics: [`${TOPIC}2`] })).status).toBe(403);
    expect((await post({ ...confirmation(now), Token: 'changed' })).status).toBe(403);
    expect(visited).toEqual([]);
  });

  it('answers 503 when the confirmation fails, so that SNS asks again', async () => {
    const away = new AwsError('away', { code: 'ConfirmationFailed', retryable: true });
    expect((await post(confirmation(now), { confirm: () => Promise.reject(away) })).status).toBe(503);
  });

  it('takes note of a subscription that ended, and does not renew it', async () => {
    const { status, lines } = await post(confirmation(now, { Type: 'UnsubscribeConfirmation' }));
    expect(status).toBe(200);
    expect(visited).toEqual([]);
    expect(lines).toMatchObject([{ level: LEVEL.warn, topic: TOPIC }]);
  });
});
