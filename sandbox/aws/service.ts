import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Failure } from './failures.ts';
import { type Fault, faultIn, type Model } from './model.ts';
import { withDates, withSeconds } from './wire-dates.ts';

/**
 * An error as a service answers it. `queryCode` is the code of its older protocol, which SDKs prefer; `details` are
 * further members of its body.
 */
export class ServiceError extends Error {
  readonly code: string;
  readonly queryCode: string;
  readonly status: number;
  readonly details: object;

  constructor(code: string, message: string, { queryCode = code, status = 400, details = {} } = {}) {
    super(message);
    this.code = code;
    this.queryCode = queryCode;
    this.status = status;
    this.details = details;
  }
}

/** What an operation may know of its call: `gone` aborts when the client has hung up or the server stops. */
export type Call = { gone: AbortSignal; entriesToFail: number };

/**
 * Answers one operation: its output, or a ServiceError thrown. The input has passed the model; timestamps are Dates,
 * both ways.
 */
export type Operation = (input: Record<string, unknown>, call: Call) => object | Promise<object>;

/** A request as it came in. */
export type Wire = { method: string; url: URL; headers: IncomingHttpHeaders; body: string };

/** An answer as it goes out. A body of null is none. */
export type Reply = { status: number; headers: Record<string, string>; body: object | null };

/** How requests and answers are written on the wire. */
export type Protocol = {
  /** @throws ServiceError when there is no such operation. */
  operationOf(wire: Wire): string;
  /** What the request says, not held against the model yet. @throws ServiceError when it cannot be read. */
  inputOf(wire: Wire, operation: string): unknown;
  /** How an input that the model forbids is refused. */
  refusal(fault: Fault): ServiceError;
  answer(operation: string, output: object): Reply;
  error(error: ServiceError): Reply;
  /** The code of a failure inside the service. */
  internalError: string;
};

/** How a call is to fail. `cut`: the work is done, and then the connection breaks: the caller cannot tell. */
export type Failing =
  | Failure
  | { error: string; message: string; details: object; entries?: never }
  | { cut: true; entries?: never };

/** A call that came in; `error` is the code of the error it was answered with, null before and when it went well. */
export type Heard = { operation: string; input: unknown; error: string | null };

/** A service to be served. */
export type Service = {
  model: Model;
  signingName: string;
  protocol: Protocol;
  operations: Record<string, Operation>;
  /** How the call that came in now is to fail, if at all. */
  failing(operation: string): Failing | null;
  /** Told of each call of an operation as it comes in. */
  heard(call: Heard): void;
  /** Milliseconds before each call is looked at. */
  latencyMs(): number;
};

/** Serves it on a free loopback port: every request must be signed and pass the model. */
export async function startService(service: Service): Promise<{ url: string; stop(): Promise<void> }> {
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, stopping.signal]);
    answer(service, request, signal).then(
      (reply) => deliver(response, reply),
      (error: unknown) => deliver(response, service.protocol.error(serviceError(service, error))),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, stop: () => stop(server, stopping) };
}

async function answer(service: Service, request: IncomingMessage, gone: AbortSignal): Promise<Reply | 'hang' | 'cut'> {
  const { protocol, model } = service;
  const wire = await read(request);
  const operation = protocol.operationOf(wire);
  checkSigned(wire, service.signingName);
  const input = protocol.inputOf(wire, operation);
  const shape = model.operations[operation]?.input?.shape;
  const heard: Heard = { operation, input: withDates(model, shape, input), error: null };
  service.heard(heard);
  try {
    return await perform(service, { heard, input, gone });
  } catch (error) {
    const known = serviceError(service, error);
    heard.error = known.code;
    throw known;
  }
}

type Asked = { heard: Heard; input: unknown; gone: AbortSignal };

async function perform(service: Service, { heard, input, gone }: Asked): Promise<Reply | 'hang' | 'cut'> {
  const { model, protocol } = service;
  const { operation } = heard;
  const failing = service.failing(operation);
  if (service.latencyMs() > 0) await wait(service.latencyMs(), undefined, { signal: gone });
  if (failing && 'hang' in failing) return 'hang';
  if (failing && 'status' in failing) {
    const code = failing.status === 500 ? protocol.internalError : 'ServiceUnavailable';
    throw new ServiceError(code, 'asked to fail', failing);
  }
  if (failing && 'error' in failing) {
    const { error, message = 'asked to fail', ...how } = failing;
    throw new ServiceError(error, message, how);
  }
  const fault = faultIn(model, model.operations[operation]?.input?.shape ?? '', input);
  if (fault) throw protocol.refusal(fault);
  const act = service.operations[operation];
  if (!act) throw new ServiceError('UnsupportedOperation', `this stand-in has no ${operation}`);
  const output = await act(heard.input as Record<string, unknown>, { gone, entriesToFail: failing?.entries ?? 0 });
  return failing && 'cut' in failing ? 'cut' : protocol.answer(operation, withSeconds(output) as object);
}

function serviceError({ protocol }: Service, error: unknown): ServiceError {
  return error instanceof ServiceError
    ? error
    : new ServiceError(protocol.internalError, String(error), { status: 500 });
}

function checkSigned({ headers }: Wire, signingName: string): void {
  const scope = new RegExp(`^AWS4-HMAC-SHA256 Credential=[^/]+/\\d{8}/[a-z0-9-]+/${signingName}/aws4_request, `);
  if (!scope.test(headers.authorization ?? '')) {
    throw new ServiceError('MissingAuthenticationToken', 'Request is missing Authentication Token', { status: 403 });
  }
}

async function read(request: IncomingMessage): Promise<Wire> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = '', headers } = request;
  const url = new URL(request.url ?? '/', 'http://localhost');
  return { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
}

function deliver(response: ServerResponse, reply: Reply | 'hang' | 'cut'): void {
  if (reply === 'hang' || response.destroyed) return;
  if (reply === 'cut') {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, { 'x-amzn-requestid': randomUUID(), ...reply.headers });
  response.end(reply.body === null ? undefined : JSON.stringify(reply.body));
}

async function stop(server: Server, stopping: AbortController): Promise<void> {
  stopping.abort();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
