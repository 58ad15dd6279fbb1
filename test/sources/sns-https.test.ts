import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CERT_URL, certificatePem, confirmation, HOST, notification } from './sns-messages.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const portOf = (server: Server) => (server.address() as AddressInfo).port;
const listen = (server: Server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));

/** What SNS is asked, and how it answers. */
const asked: string[] = [];
const tunnels: string[] = [];
let answer: RequestListener;
const genuine: RequestListener = (request, response) => {
  response.end(request.url?.endsWith('.pem') ? certificatePem : '<ConfirmSubscriptionResponse/>');
};

let sns: Server;
let proxy: Server;
let child: ChildProcessWithoutNullStreams;
let answers: AsyncIterator<string>;

beforeAll(async () => {
  const tls = { cert: certificatePem, key: readFileSync(file('../support/tls/sns.key')) };
  sns = createHttpsServer(tls, (request, response) => {
    asked.push(`${request.method} ${request.headers.host}${request.url}`);
    answer(request, response);
  });
  await listen(sns);
  proxy = createHttpServer();
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    const onward = connect(portOf(sns), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    onward.pipe(socket).pipe(onward);
    for (const end of [onward, socket]) end.on('error', () => end.destroy());
  });
  await listen(proxy);
  const proxied = { HTTPS_PROXY: `http://127.0.0.1:${portOf(proxy)}`, NODE_USE_ENV_PROXY: '1' };
  const env = { ...proxied, NODE_EXTRA_CA_CERTS: file('../support/tls/ca.pem') };
  child = spawn(process.execPath, [file('./sns-child.ts')], { env });
  answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
});

afterAll(async () => {
  child.kill();
  for (const server of [proxy, sns]) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

beforeEach(() => {
  answer = genuine;
  asked.length = 0;
});

async function post(fields: object): Promise<number> {
  child.stdin.write(`${JSON.stringify(fields)}\n`);
  return JSON.parse((await answers.next()).value).status;
}

/** A notification whose certificate was not fetched before. */
const fresh = (hex: string) => notification(new Date(), { SigningCertURL: CERT_URL.replace('0123456789abcdef', hex) });

describe('SNS over HTTPS, through the proxy of the environment', () => {
  it('fetches the certificate once for many messages', async () => {
    expect(await post(notification(new Date()))).toBe(200);
    expect(await post(notification(new Date()))).toBe(200);
    expect(asked).toEqual([`GET ${CERT_URL.slice('https://'.length)}`]);
    expect(tunnels[0]).toBe(`${HOST}:443`);
  });

  it('confirms a subscription where SNS says', async () => {
    expect(await post(confirmation(new Date()))).toBe(200);
    expect(asked.at(-1)).toMatch(/^GET sns\.eu-west-1\.amazonaws\.com\/\?Action=ConfirmSubscription&TopicArn=/);
  });

  it('lets SNS try again when the confirmation is not taken', async () => {
    answer = (_request, response) => response.writeHead(400).end();
    expect(await post(confirmation(new Date()))).toBe(503);
  });

  it('follows no redirect', async () => {
    answer = (_request, response) => response.writeHead(302, { location: 'https://evil.example/' }).end();
    expect(await post(fresh('aa'))).toBe(403);
    expect(await post(confirmation(new Date()))).toBe(503);
    expect(asked).toHaveLength(2);
    expect(new Set(tunnels)).toEqual(new Set([`${HOST}:443`]));
  });

  it.each([
    ['is not there', 'bb', (_request, response) => response.writeHead(404).end()],
    ['is none', 'cc', (_request, response) => response.end('<html>')],
    ['is too long', 'dd', (_request, response) => response.end(certificatePem + '\n'.repeat(64 * 1024))],
  ] satisfies [string, string, RequestListener][])(
    'refuses a message whose certificate %s',
    async (_what, hex, how) => {
      answer = how;
      expect(await post(fresh(hex))).toBe(403);
    },
  );

  it('lets SNS try again when the certificate cannot be had now, and fetches it then', async () => {
    answer = (_request, response) => response.writeHead(503).end();
    expect(await post(fresh('ee'))).toBe(503);
    answer = (request) => request.socket.destroy();
    expect(await post(fresh('ee'))).toBe(503);
    answer = genuine;
    expect(await post(fresh('ee'))).toBe(200);
  });
});
