import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../log.ts';

/** A request whose body was read whole. `params` is what stands in its path where the route's has braces. */
export type HttpRequest = {
  headers: IncomingMessage['headers'];
  query: URLSearchParams;
  body: Buffer;
  params?: Readonly<Record<string, string>>;
};
export type HttpAnswer = { status: number; body: string | Buffer; headers?: Record<string, string> };
/** Routes by `METHOD /path`; `{name}` is one part of a path, whatever it is. What is there as it stands goes first. */
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
  const find = createFinder(routes);
  const server = createServer((request, response) => {
    answer(find, request).then(
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

async function answer(find: Find, request: IncomingMessage): Promise<HttpAnswer> {
  const url = URL.parse(request.url ?? '', 'http://localhost');
  const found = url && find(`${request.method} ${url.pathname}`);
  if (!found) return { status: 404, body: 'there is nothing here\n' };
  const body = await readBody(request);
  if (!body) return { status: 413, body: `a body takes at most ${MAX_BODY_BYTES} bytes\n` };
  return found.route({ headers: request.headers, query: url.searchParams, body, params: found.params });
}

type Found = { route: Routes[string]; params: Record<string, string> };
type Find = (asked: string) => Found | null;

/** Finds the route of `METHOD /path`; only what is no route as it stands is held against those with braces. */
function createFinder(routes: Routes): Find {
  const patterns = Object.entries(routes).flatMap(([path, route]) =>
    path.includes('{') ? [{ pattern: patternOf(path), route }] : [],
  );
  return (asked) => {
    const route = routes[asked];
    if (route) return { route, params: {} };
    for (const { pattern, route } of patterns) {
      const groups = pattern.exec(asked)?.groups;
      if (groups) return withParams(route, groups);
    }
    return null;
  };
}

/** `GET /tickets/{id}` as a pattern with a group `id`. */
function patternOf(path: string): RegExp {
  const parts = path.split(/\{(\w+)\}/);
  return new RegExp(
    `^${parts.map((part, at) => (at % 2 === 0 ? RegExp.escape(part) : `(?<${part}>[^/]+)`)).join('')}$`,
  );
}

function withParams(route: Routes[string], groups: Record<string, string>): Found | null {
  try {
    const params = Object.entries(groups).map(([name, part]) => [name, decodeURIComponent(part)] as const);
    return { route, params: Object.fromEntries(params) };
  } catch {
    // A `%` that begins no character.
    return null;
  }
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
