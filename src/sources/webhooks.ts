import { createHash, timingSafeEqual } from 'node:crypto';
import type { Delivery, Intake, Received } from '../alerts/alarm-event.ts';
import type { Clock } from '../clock.ts';
import { inTime } from '../http/in-time.ts';
import type { HttpAnswer, HttpRequest } from '../http/server.ts';
import type { Log } from '../log.ts';
import { type Read, receive } from './receive.ts';

/** One address that alarms are posted to; its answers are plain text, for whoever reads the sender's log. A source that is switched off has none, so that the server answers 404. */
export type Webhook = { path: string; handle(request: HttpRequest): Promise<HttpAnswer> };

type Ground = { intake: Intake; clock: Clock; log: Log };

/** A source whose sender proves itself with a secret. `tokenInQuery`: it may come as `?token=` too. */
export type TokenSource = Ground & {
  road: Extract<Delivery['road'], 'eventbridge' | 'alertmanager' | 'pingdom'>;
  /** The secret. Never empty: nothing is trusted because a secret is missing. */
  token: string;
  read: Read;
  tokenInQuery?: boolean;
};

/** `POST /alarms/{road}`, behind a bearer token. */
export function tokenWebhook({ road, token, read, tokenInQuery = false, ...ground }: TokenSource): Webhook {
  if (token === '') throw new Error(`the token of ${road} is empty`);
  const webhook: Webhook = {
    path: `/alarms/${road}`,
    async handle({ headers, query, body }) {
      const given =
        /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? (tokenInQuery ? query.get('token') : null);
      if (!given) return { status: 401, body: 'a bearer token is needed\n' };
      if (!isEqual(given, token)) return { status: 403, body: 'the token is wrong\n' };
      const delivery = { road, receivedAt: ground.clock.now(), messageId: null };
      return take(receive(read, body.toString('utf8'), { delivery, log: ground.log }), ground.intake);
    },
  };
  return answersInTime(webhook, ground.log);
}

/** Compares in a time that tells nothing about where they differ, nor of the length. */
function isEqual(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

async function take(received: Received, intake: Intake): Promise<HttpAnswer> {
  await intake([received]);
  const { readings } = received;
  const [bad] = readings.filter((reading) => reading.kind === 'rejected');
  const isBad = bad && readings.every((reading) => reading.kind === 'rejected');
  return isBad ? { status: 400, body: `${bad.reason}\n` } : { status: 200, body: 'ok\n' };
}

/**
 * The webhook, which now never rejects and always answers in time: 503 when the database (or, for SNS, AWS) fails or
 * takes too long, so that the sender tries again. What was begun goes on, and is harmless when it comes again.
 * @param answerMs the longest to take, in milliseconds
 */
export function answersInTime({ path, handle }: Webhook, log: Log, answerMs?: number): Webhook {
  const again = { status: 503, body: 'not stored; try again\n' };
  const how = { again, log, what: 'a webhook', path, ...(answerMs !== undefined && { answerMs }) };
  return { path, handle: (request) => inTime(handle(request), how) };
}
