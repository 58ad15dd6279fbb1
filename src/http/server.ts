import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../log.ts';

/** A request whose body was read whole. */
export type HttpRequest = { headers: IncomingMessage['headers']; query: URLSearchParams; body: Buffer };
export type HttpAnswer = { status: number; body: string; headers?: Record<string, string> };
/** Routes by `METHOD /path`. */
export type Routes = Readonly<Record<string, (request: HttpRequest) => Promise<HttpAnswer>>>;

/** Longer bodies are refused with 413. */
export const MAX_BODY_BYTES = 1024 * 1024;
/** A sender may take so long to send its request. */
const REQUEST_MS = 15_000;

/** A server that listens. */
export type HttpServer = { port: number; stop(): Promise<void> };

/**
 * Serves the routes on all addresses.
 * @throws the system's error when the port cannot be had.
 */
export async function serve(routes: Routes, { port, log }: { port: number; log: Log }): Promise<HttpServer> {
  const server = createServer((request, response) => {
    answer(routes, request).then(
      (reply) => send(response, reply),
      (error) => {
        log.error({ err: error, path: request.url?.split('?')[0] }, 'a request failed');
        send(response, { status: 500, body: 'failed\n' });
      },
    );
  });
  server.requestTimeout = REQUEST_MS;
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function answer(routes: Routes, request: IncomingMessage): Promise<HttpAnswer> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const route = routes[`${request.method} ${url.pathname}`];
  if (!route) return { status: 404, body: 'there is nothing here\n' };
  const body = await readBody(request);
  if (!body)
    return { status: 413, body: `a body takes at most ${MAX_BODY_BYTES} bytes\n`, headers: { connection: 'close' } };
  return route({ headers: request.headers, query: url.searchParams, body });
}

/** The whole body, or null when it is too long; what is left of it is not read. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, body, headers }: HttpAnswer): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(body);
}
