import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Failure, type FailureSwitch, failureSwitch } from './failures.ts';
import { faultIn, type Model } from './model.ts';

/** An error as a service answers it. `queryCode` is the code of its older protocol, which SDKs prefer. */
export class ServiceError extends Error {
  readonly code: string;
  readonly queryCode: string;
  readonly status: number;

  constructor(code: string, message: string, { queryCode = code, status = 400 } = {}) {
    super(message);
    this.code = code;
    this.queryCode = queryCode;
    this.status = status;
  }
}

/** What an operation may know of its call: `gone` aborts when the client has hung up or the server stops. */
export type Call = { gone: AbortSignal; entriesToFail: number };

/** Answers one operation: its output, or a ServiceError thrown. The input has passed the model. */
export type Operation = (input: Record<string, unknown>, call: Call) => object | Promise<object>;

/** A running stand-in. */
export type JsonRpcServer = {
  url: string;
  /** The next `times` calls of `action` fail so. */
  fail: FailureSwitch['fail'];
  /** How many calls of `action` came in, failed ones included. */
  calls(action: string): number;
  stop(): Promise<void>;
};

type Service = { model: Model; signingName: string; operations: Record<string, Operation> };

const PREFIX = { sqs: 'com.amazonaws.sqs#', monitoring: 'com.amazonaws.cloudwatch#' } as Record<string, string>;

/**
 * Serves AWS JSON 1.0 on a free loopback port, as the SDK speaks it: POST / with X-Amz-Target, signed, checked against
 * the model; errors with `__type` and `x-amzn-query-error`.
 */
export async function startJsonRpc(service: Service): Promise<JsonRpcServer> {
  const failures = failureSwitch();
  const counts = new Map<string, number>();
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, stopping.signal]);
    answer(service, { request, failures, counts, gone: signal }).then(
      (output) => output && send(response, { status: 200, body: output, headers: {} }),
      (error: unknown) => send(response, errorReply(error, service.signingName)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fail: failures.fail,
    calls: (action) => counts.get(action) ?? 0,
    stop: () => stop(server, stopping),
  };
}

type Incoming = { request: IncomingMessage; failures: FailureSwitch; counts: Map<string, number>; gone: AbortSignal };

/** @returns the output, or null when the call is to be left hanging. */
async function answer(service: Service, { request, failures, counts, gone }: Incoming): Promise<object | null> {
  const body = await readBody(request);
  const action = actionOf(request, service);
  counts.set(action, (counts.get(action) ?? 0) + 1);
  const failure: Failure | null = failures.next(action);
  if (failure && 'hang' in failure) return null;
  if (failure && 'status' in failure) throw new ServiceError('InternalFailure', 'asked to fail', failure);
  if (failure && 'error' in failure) {
    throw new ServiceError(failure.error, failure.message ?? 'asked to fail', {
      queryCode: failure.queryCode ?? failure.error,
    });
  }
  const input = checkedInput(service.model, action, body);
  const operation = service.operations[action];
  if (!operation) throw new ServiceError('UnsupportedOperation', `this stand-in has no ${action}`);
  return operation(input, { gone, entriesToFail: failure?.entries ?? 0 });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function actionOf({ method, url, headers }: IncomingMessage, { model, signingName }: Service): string {
  const [prefix, action = ''] = String(headers['x-amz-target']).split('.');
  const isJson = headers['content-type'] === 'application/x-amz-json-1.0';
  if (
    method !== 'POST' ||
    url !== '/' ||
    !isJson ||
    prefix !== model.metadata.targetPrefix ||
    !model.operations[action]
  ) {
    throw new ServiceError('UnknownOperationException', `no operation ${method} ${url} ${headers['x-amz-target']}`);
  }
  const scope = new RegExp(`^AWS4-HMAC-SHA256 Credential=[^/]+/\\d{8}/[a-z0-9-]+/${signingName}/aws4_request, `);
  if (!scope.test(headers.authorization ?? '')) {
    throw new ServiceError('MissingAuthenticationToken', 'Request is missing Authentication Token', { status: 403 });
  }
  return action;
}

function checkedInput(model: Model, action: string, body: string): Record<string, unknown> {
  let input: Record<string, unknown>;
  try {
    input = JSON.parse(body);
  } catch {
    throw new ServiceError('SerializationException', 'the body is no JSON');
  }
  const fault = faultIn(model, model.operations[action]?.input?.shape ?? '', input);
  if (fault?.kind === 'type') throw new ServiceError('SerializationException', fault.message);
  if (fault?.kind === 'missing') throw new ServiceError('MissingParameter', fault.message);
  if (fault) throw new ServiceError('ValidationError', `1 validation error detected: ${fault.message}`);
  return input;
}

type Reply = { status: number; body: object; headers: Record<string, string> };

function errorReply(error: unknown, signingName: string): Reply {
  const known =
    error instanceof ServiceError ? error : new ServiceError('InternalFailure', String(error), { status: 500 });
  const blame = known.status < 500 ? 'Sender' : 'Receiver';
  return {
    status: known.status,
    body: { __type: `${PREFIX[signingName]}${known.code}`, message: known.message },
    headers: { 'x-amzn-query-error': `${known.queryCode};${blame}` },
  };
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  if (response.destroyed) return;
  const id = { 'x-amzn-requestid': randomUUID() };
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...id, ...headers });
  response.end(JSON.stringify(body));
}

async function stop(server: Server, stopping: AbortController): Promise<void> {
  stopping.abort();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
