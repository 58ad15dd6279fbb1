import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import fc from 'fast-check';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Fault, type SlackSandbox, startSlack } from '../../sandbox/slack/sandbox.ts';
import { SlackError } from '../../src/errors.ts';
import { judge, type Verdict } from '../../src/outbox/verdict.ts';
import { clientOptions } from '../../src/slack/clients.ts';

const silent = pino({ level: 'silent' });

async function judgePost(apiUrl: string, token = 'xoxb-none', channel = 'C000000'): Promise<Verdict | null> {
  const client = new WebClient(token, clientOptions(apiUrl, silent, 300));
  const failed = await client.chat.postMessage({ channel, text: 'x' }).then(
    () => null,
    (error: unknown) => error,
  );
  expect(failed).not.toBeNull();
  return judge(failed);
}

describe('an error of the real client', () => {
  let slack: SlackSandbox;
  let channel: string;
  beforeAll(async () => {
    slack = await startSlack();
    channel = slack.channel({ name: 'alerts' });
  });
  afterEach(() => slack.heal());
  afterAll(() => slack.stop());

  it.each<[Fault, Verdict]>([
    [{ retryAfter: 7 }, { kind: 'slow_down', ms: 7000, error: 'ratelimited' }],
    [{ retryAfter: 0 }, { kind: 'slow_down', ms: 1000, error: 'ratelimited' }],
    [{ status: 500 }, { kind: 'passing', ambiguous: true, error: 'HTTP 500' }],
    [{ status: 403 }, { kind: 'passing', ambiguous: true, error: 'HTTP 403' }],
    [{ hang: true }, { kind: 'passing', ambiguous: true, error: 'TimeoutError' }],
    [{ dropAfterPost: true }, { kind: 'passing', ambiguous: true, error: 'UND_ERR_SOCKET' }],
    [{ error: 'internal_error' }, { kind: 'passing', ambiguous: true, error: 'internal_error' }],
    [{ error: 'not_in_channel' }, { kind: 'held', whole: false, error: 'not_in_channel' }],
    [{ error: 'is_archived' }, { kind: 'held', whole: false, error: 'is_archived' }],
    [{ error: 'channel_not_found' }, { kind: 'held', whole: false, error: 'channel_not_found' }],
    [{ error: 'missing_scope' }, { kind: 'held', whole: true, error: 'missing_scope' }],
    [{ error: 'invalid_auth' }, { kind: 'held', whole: true, error: 'invalid_auth' }],
    [{ error: 'message_limit_exceeded' }, { kind: 'held', whole: true, error: 'message_limit_exceeded' }],
    [{ error: 'message_not_found' }, { kind: 'gone', error: 'message_not_found' }],
    [{ error: 'user_not_in_channel' }, { kind: 'gone', error: 'user_not_in_channel' }],
    [{ error: 'invalid_blocks' }, { kind: 'refused', error: 'invalid_blocks' }],
    [{ error: 'msg_too_long' }, { kind: 'refused', error: 'msg_too_long' }],
    [{ error: 'out_of_coffee' }, { kind: 'unknown', error: 'out_of_coffee' }],
  ])('%j means %j', async (fault, verdict) => {
    slack.fail('chat.postMessage', fault);
    expect(await judgePost(slack.apiUrl, slack.botToken, channel)).toEqual(verdict);
  });
});

describe('an answer that is not Slack’s', () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.close();
    server?.closeAllConnections();
  });

  async function serve(answer: RequestListener): Promise<string> {
    const listening = createServer(answer);
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/api/`;
  }

  it('is passing and does not carry a proxy’s page into logs and metrics', async () => {
    const url = await serve((_request, response) => response.end('<html>Please log in, ok?</html>'));
    expect(await judgePost(url)).toEqual({ kind: 'passing', ambiguous: true, error: 'not_json' });
  });

  it('is passing when its body never ends', async () => {
    const url = await serve((_request, response) => void response.writeHead(200).write('{"ok":'));
    expect(await judgePost(url)).toEqual({ kind: 'passing', ambiguous: true, error: 'TimeoutError' });
  });

  it('is passing when its body breaks off', async () => {
    const url = await serve((request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"ok":', () => request.socket.destroy());
    });
    expect(await judgePost(url)).toEqual({ kind: 'passing', ambiguous: true, error: 'UND_ERR_SOCKET' });
  });

  it('is a wish to wait when it says 429 and no time', async () => {
    const url = await serve((_request, response) => response.writeHead(429).end());
    expect(await judgePost(url)).toEqual({ kind: 'slow_down', ms: 10_000, error: 'ratelimited' });
  });

  it('is passing and surely not sent when nobody listens', async () => {
    const url = await serve(() => {});
    await new Promise((resolve) => server?.close(resolve));
    expect(await judgePost(url)).toEqual({ kind: 'passing', ambiguous: false, error: 'ECONNREFUSED' });
  });
});

describe('a verdict', () => {
  it('is found for every name of an error, and never repeats anything else', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const verdict = judge(new SlackError('failed', { code: name, retryable: true }));
        expect(verdict?.error).toMatch(/^\w+$/);
      }),
    );
  });

  it.each([new TypeError('x is not a function'), new SyntaxError('no JSON'), 'text', null])(
    'is not given on a mistake of ours (%s)',
    (error) => expect(judge(error)).toBeNull(),
  );
});
