import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { ANSWER_WITHIN_MS, type Answer, type Parcel, type Transport } from './deliver.ts';
import type { Json } from './shapes.ts';
import type { After, Clock } from './time.ts';

type PushOptions = { url: string; signingSecret: string; clock: Clock; after: After };

/**
 * Posts to the app's own address, signed with Slack's `v0` signature.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function createHttpPush(options: PushOptions): { transport: Transport; stop: () => void } {
  const agent = new Agent({ keepAlive: true });
  const transport: Transport = (parcel) => {
    const { body, contentType } = encodeParcel(parcel);
    const timestamp = Math.floor(options.clock.now().getTime() / 1000);
    const signed = createHmac('sha256', options.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': contentType,
      'content-length': Buffer.byteLength(body),
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signed}`,
      ...(parcel.retry
        ? { 'x-slack-retry-num': parcel.retry.attempt, 'x-slack-retry-reason': parcel.retry.reason }
        : {}),
    };
    return send({ url: options.url, headers, body, agent, after: options.after });
  };
  return { transport, stop: () => agent.destroy() };
}

function encodeParcel({ type, payload }: Parcel): { body: string; contentType: string } {
  if (type === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const fields: Json = type === 'interactive' ? { payload: JSON.stringify(payload) } : payload;
  const pairs = Object.entries(fields).map(([key, value]): [string, string] => [key, String(value)]);
  return { body: new URLSearchParams(pairs).toString(), contentType: 'application/x-www-form-urlencoded' };
}

type Sending = { url: string; headers: Record<string, string | number>; body: string; agent: Agent; after: After };

function send({ url, headers, body, agent, after }: Sending): Promise<Answer> {
  return new Promise((resolve) => {
    const posting = request(url, { method: 'POST', headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        cancel();
        const status = response.statusCode ?? 0;
        const final = response.headers['x-slack-no-retry'] === '1';
        if (status >= 200 && status < 300) return resolve({ acked: true, payload: decode(Buffer.concat(chunks)) });
        resolve({ acked: false, reason: 'http_error', final });
      });
    });
    const cancel = after(ANSWER_WITHIN_MS, () => {
      resolve({ acked: false, reason: 'http_timeout' });
      posting.destroy();
    });
    posting.on('error', () => {
      cancel();
      resolve({ acked: false, reason: 'connection_failed' });
    });
    posting.end(body);
  });
}

function decode(body: Buffer): unknown {
  const text = body.toString();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
