import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { SlackError } from '../../src/errors.ts';
import { isUploadAddress, upload } from '../../src/outbox/upload.ts';

const bytes = Buffer.from('png');

function errorOf(parts: { url: string; apiUrl: string }): Promise<string> {
  return upload({ bytes, ...parts }).then(
    () => 'none',
    (error: SlackError) => error.code,
  );
}

describe('the bytes of a file', () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.close();
    server?.closeAllConnections();
  });

  async function serve(answer: RequestListener): Promise<string> {
    const listening = createServer(answer);
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  }

  it.each([
    ['https://files.slack.com/upload/v1/x', true],
    ['https://files.slack-gov.com/upload/v1/x', true],
    ['https://proxy.example:8443/upload', true],
    ['http://proxy.example:8443/upload', false],
    ['https://proxy.example/upload', false],
    ['https://slack.com.evil.example/upload', false],
    ['https://evilslack.com/upload', false],
    ['https://slack.com@evil.example/upload', false],
    ['http://files.slack.com/upload', false],
    ['https://169.254.169.254/latest', false],
    ['file:///etc/passwd', false],
    ['', false],
  ])('may go to %j: %s', (url, may) => expect(isUploadAddress(url, 'https://proxy.example:8443/api/')).toBe(may));

  it('go nowhere else', async () => {
    const seen: unknown[] = [];
    const origin = await serve((request, response) => {
      seen.push(request.url);
      response.end();
    });
    expect(await errorOf({ url: `${origin}/upload`, apiUrl: 'https://slack.com/api/' })).toBe('upload_address');
    expect(seen).toEqual([]);
  });

  it('are sent to the host of the Web API as they are', async () => {
    const got: string[] = [];
    const origin = await serve(async (request, response) => {
      for await (const chunk of request) got.push(String(chunk));
      response.end('OK - 3');
    });
    await upload({ url: `${origin}/upload`, apiUrl: `${origin}/api/`, bytes });
    expect(got).toEqual(['png']);
  });

  it('have not arrived unless Slack says so', async () => {
    const origin = await serve((_request, response) => response.writeHead(500).end());
    expect(await errorOf({ url: `${origin}/upload`, apiUrl: `${origin}/api/` })).toBe('upload_failed');
  });

  it('do not follow where Slack’s host sends them', async () => {
    const seen: unknown[] = [];
    const origin = await serve((request, response) => {
      seen.push(request.url);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await errorOf({ url: `${origin}/upload`, apiUrl: `${origin}/api/` })).toBe('upload_failed');
    expect(seen).toEqual(['/upload']);
  });
});
