import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../log.ts';

/** A request whose body was read whole. */
export type HttpRequest = { headers: IncomingMessage['headers']; query: URLSearchParams; body: Buffer };
export type HttpAnswer = { status: number; body: string | Buffer; headers?: Record<string, string> };
/** Routes by `METHOD /path`. */
export type Routes = Readonly<Record<string, (request: HttpRequest) => Promise<HttpAnswer>>>;

/** Longer bodies are refused with 413. */
export const MAX_BODY_BYTES = 1024 * 1024;
/** A sender may take so long to send its request. */
const REQUEST_MS = 15_000;

/** Answers under way may take so long once the server stops; whoever dawdles is cut off then. */
const STOP_MS = 3000;

/** A server that listens. */
export type HttpServer = { port: number; stop(): Promise<void> };

/**
 * Serves the routes on all addresses.
 * @throws when the port cannot be had, with a sentence for the operator.
 */
export async function serve(routes: Routes, { port, log }: { port: number; log: Log }): Promise<HttpServer> {
  let stopping = false;
  const server = createServer((request, response) => {
    answer(routes, request).then(
      (reply) => send(response, reply, stopping),
      (error) => {
        // Whoever hung up gets no answer, and is none of our faults.
        if (request.destroyed && !request.complete) return;
        log.error({ err: error, path: request.url?.split('?')[0] }, 'a request failed');
        send(response, { status: 500, body: 'failed\n' }, stopping);
      },
    );
  });
  server.requestTimeout = REQUEST_MS;
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), STOP_MS);
      await closed;
      clearTimeout(late);
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(unheard(error, port)));
    server.listen(port, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function unheard(error: NodeJS.ErrnoException, port: number): Error {
  const because =
    { EADDRINUSE: 'another program has it', EACCES: 'this user may not have it' }[error.code ?? ''] ?? error.message;
  return new Error(`Port ${port} cannot be used: ${because}. Set PORT to another one, or free it.`, { cause: error });
}

async function answer(routes: Routes, request: IncomingMessage): Promise<HttpAnswer> {
  const url = URL.parse(request.url ?? '', 'http://localhost');
  const route = url && routes[`${request.method} ${url.pathname}`];
  if (!route) return { status: 404, body: 'there is nothing here\n' };
  const body = await readBody(request);
  if (!body) return { status: 413, body: `a body takes at most ${MAX_BODY_BYTES} bytes\n` };
  return route({ headers: request.headers, query: url.searchParams, body });
}

/**
 * The whole body, or null as soon as it is known to be too long. What is left of it then flows by unread (for as long
 * as a request may take): a connection cut in its middle would take the answer with it.
 */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | null>();
  let chunks: Buffer[] = [];
  let length = Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES ? Number.POSITIVE_INFINITY : 0;
  const look = () => {
    if (length <= MAX_BODY_BYTES) return;
    chunks = [];
    resolve(null);
  };
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    chunks.push(chunk);
    look();
  });
  request.on('end', () => resolve(Buffer.concat(chunks)));
  request.on('error', reject);
  look();
  return promise;
}

function send(response: ServerResponse, { status, body, headers }: HttpAnswer, isLast: boolean): void {
  if (response.headersSent || response.destroyed) return;
  const plain = { 'content-type': 'text/plain; charset=utf-8', ...(isLast && { connection: 'close' }) };
  response.writeHead(status, { ...plain, ...headers });
  response.end(body);
}
