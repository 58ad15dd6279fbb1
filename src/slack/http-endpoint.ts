import { isValidSlackRequest, type Receiver } from '@slack/bolt';
import type { Log } from '../log.ts';
import { createDelivery, type Delivery } from './delivery.ts';

/** A request to `POST /slack/events`, and what is answered. */
export type SlackRequest = { headers: Record<string, string | string[] | undefined>; body: Buffer };
export type SlackAnswer = { status: number; body: string; headers?: Record<string, string> };

/** Slack over HTTP: events, commands and interactions, each with Slack's signature. */
export type HttpEndpoint = Receiver & { handle(request: SlackRequest): Promise<SlackAnswer> };

export type HttpEndpointParts = { signingSecret: string; apiUrl: string; log: Log };

/** A receiver for Bolt behind our own HTTP server. Nothing is believed that the signing secret did not sign. */
export function createHttpEndpoint({ signingSecret, apiUrl, log }: HttpEndpointParts): HttpEndpoint {
  const delivery = createDelivery(apiUrl);
  return {
    init: delivery.init,
    async start() {},
    stop: delivery.stop,
    async handle({ headers, body }) {
      if (!isSigned(headers, body, signingSecret)) return { status: 401, body: 'not signed by Slack\n' };
      const payload = parseBody(headers['content-type'], body.toString('utf8'));
      if (!payload) return { status: 400, body: 'not a request of Slack\n' };
      if (payload['type'] === 'url_verification') return json({ challenge: payload['challenge'] });
      if ('ssl_check' in payload) return { status: 200, body: '' };
      return answer(delivery, payload, headers, log);
    },
  };
}

function isSigned(headers: SlackRequest['headers'], body: Buffer, signingSecret: string): boolean {
  const signature = headers['x-slack-signature'];
  const timestamp = headers['x-slack-request-timestamp'];
  if (typeof signature !== 'string' || typeof timestamp !== 'string') return false;
  const signed = { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(timestamp) };
  return isValidSlackRequest({ signingSecret, body: body.toString('utf8'), headers: signed });
}

function parseBody(contentType: string | string[] | undefined, text: string): Record<string, unknown> | null {
  try {
    if (String(contentType).startsWith('application/json')) return asObject(JSON.parse(text));
    const form = new URLSearchParams(text);
    const payload = form.get('payload');
    return payload === null ? Object.fromEntries(form) : asObject(JSON.parse(payload));
  } catch {
    return null;
  }
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** The first acknowledgement is the answer; an event that failed is answered 500, so that Slack sends it again. */
function answer(
  delivery: Delivery,
  body: Record<string, unknown>,
  headers: SlackRequest['headers'],
  log: Log,
): Promise<SlackAnswer> {
  const { promise, resolve } = Promise.withResolvers<SlackAnswer>();
  const retry = headers['x-slack-retry-num'];
  const delivered = delivery.deliver({
    body,
    isEvent: body['type'] === 'event_callback',
    async acknowledge(response) {
      resolve(
        typeof response === 'object' && response !== null
          ? json(response)
          : { status: 200, body: String(response ?? '') },
      );
    },
    ...(typeof retry === 'string' && { retryNum: Number(retry) }),
  });
  delivered.then(
    () => resolve({ status: 404, body: 'nothing here handles this\n' }),
    (error) => {
      log.error({ err: error }, 'what Slack sent was not taken in');
      resolve({ status: 500, body: 'not taken in\n' });
    },
  );
  return promise;
}

function json(value: unknown): SlackAnswer {
  return { status: 200, body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}
