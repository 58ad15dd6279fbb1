import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArguments, readBody } from './arguments.ts';
import { useResponseUrl } from './response-url.ts';
import type { Json } from './shapes.ts';
import type { SocketMode } from './socket.ts';
import type { After } from './time.ts';
import { type ApiCall, answerCall, type Desk, failedReply, json, type Reply } from './web-api/answer.ts';
import { Refusal } from './web-api/call.ts';

const KEEP_ALIVE_MS = 120_000;

/** An HTTP server that is up. */
export type Listening = { port: number; stop: () => Promise<void> };

type ServerParts = {
  /** Asked at each request, since it holds the server's own address. */
  desk: () => Desk;
  socketMode: SocketMode;
  calls: ApiCall[];
  after: After;
  latencyMs: number;
  port: number;
};

/** Serves the Web API, file uploads, response_urls and the sockets of Socket Mode on the loopback interface. */
export async function listen(parts: ServerParts): Promise<Listening> {
  const server = createServer((request, response) => {
    handle(parts, request).then(
      (reply) => send(parts, request, response, reply),
      (error: unknown) => {
        // A bug of the sandbox must be seen, and must not look like Slack saying no.
        process.stderr.write(`slack sandbox: ${error instanceof Error ? error.stack : String(error)}\n`);
        response.writeHead(500).end();
      },
    );
  });
  // Node's own few seconds would cut a client off that has just taken a connection up again.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('upgrade', parts.socketMode.upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: portOf(server.address()), stop };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('the sandbox has no TCP port');
  return address.port;
}

async function handle(parts: ServerParts, request: IncomingMessage): Promise<Reply> {
  const body = await readBody(request);
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (path.startsWith('/api/')) return callApi(parts, request, path.slice('/api/'.length), body);
  if (path.startsWith('/upload/v1/')) return upload(parts, request, path.slice('/upload/v1/'.length), body);
  const [, kind, , id] = path.split('/');
  if (kind === 'actions' || kind === 'commands') return answerLater(parts, request, id ?? '', body);
  return { status: 404, headers: {}, body: 'not found' };
}

async function callApi(parts: ServerParts, request: IncomingMessage, method: string, body: Buffer): Promise<Reply> {
  const { token: tokenArgument, ...args } = await parseArguments(request, body);
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? (typeof tokenArgument === 'string' ? tokenArgument : undefined);
  return logged(parts, method, args, () => answerCall(parts.desk(), method, { ...args }, token));
}

function logged(parts: ServerParts, method: string, args: Json, answer: () => Reply): Reply {
  const { world } = parts.desk();
  const call: ApiCall = { method, args, at: world.clock.now(), status: null, error: null };
  parts.calls.push(call);
  const reply = answer();
  if (!reply.silent) call.status = reply.status;
  call.error = /^\{"ok":false,"error":"([^"]+)"/.exec(reply.body)?.[1] ?? null;
  world.changed();
  return reply;
}

/** A response_url, logged and made to fail under the name `response_url`. */
async function answerLater(parts: ServerParts, request: IncomingMessage, id: string, body: Buffer): Promise<Reply> {
  const args = await parseArguments(request, body);
  return logged(parts, 'response_url', args, () => {
    const { faults, world } = parts.desk();
    const fault = faults.take('response_url', args);
    const failed = fault && failedReply(fault);
    if (failed) return failed;
    try {
      useResponseUrl(world, id, args);
      return { status: 200, headers: {}, body: 'ok', cut: fault?.dropAfterPost ?? false };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const gone = error.error === 'expired_url' || error.error === 'used_url';
      return { ...json({ ok: false, error: error.error, ...error.more }), status: gone ? 404 : 400 };
    }
  });
}

/** A file's bytes, logged and made to fail under the name `upload`. They come once, as many as were announced. */
async function upload(parts: ServerParts, request: IncomingMessage, id: string, body: Buffer): Promise<Reply> {
  const content = await uploaded(request, body);
  return logged(parts, 'upload', { file: id }, () => {
    const { faults, world } = parts.desk();
    const fault = faults.take('upload', {});
    const failed = fault && failedReply(fault);
    if (failed) return failed;
    const file = world.files.get(id);
    if (!file || file.content) return { status: 404, headers: {}, body: 'no such upload' };
    if (content.length !== file.length) return { status: 400, headers: {}, body: 'another length was announced' };
    file.content = content;
    return { status: 200, headers: {}, body: `OK - ${content.length}`, cut: fault?.dropAfterPost ?? false };
  });
}

/** The bytes themselves, or those of the first file of a form. */
async function uploaded(request: IncomingMessage, body: Buffer): Promise<Buffer> {
  if (!(request.headers['content-type'] ?? '').startsWith('multipart/form-data')) return body;
  for (const part of Object.values(await parseArguments(request, body))) {
    if (part instanceof Blob) return Buffer.from(await part.arrayBuffer());
  }
  return Buffer.alloc(0);
}

function send(parts: ServerParts, request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  if (reply.silent) return;
  if (reply.cut) return void request.socket.destroy();
  const write = () => {
    response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) });
    response.end(reply.body);
  };
  if (parts.latencyMs > 0) parts.after(parts.latencyMs, write);
  else write();
}
