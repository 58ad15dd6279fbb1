import { type FailureSwitch, failureSwitch } from './failures.ts';
import type { Fault, Model } from './model.ts';
import { type Operation, type Protocol, type Reply, ServiceError, startService, type Wire } from './service.ts';

export { type Call, type Operation, ServiceError } from './service.ts';

/** A running stand-in. */
export type JsonRpcServer = {
  url: string;
  /** The next `times` calls of `action` fail so. */
  fail: FailureSwitch['fail'];
  /** How many calls of `action` came in, failed ones included. */
  calls(action: string): number;
  stop(): Promise<void>;
};

/** What services that speak AWS JSON do each in their own way: how they refuse, and how an error is written. */
export type Dialect = Pick<Protocol, 'refusal' | 'internalError'> & {
  writeError(error: ServiceError): Pick<Reply, 'headers' | 'body'>;
};

/**
 * AWS JSON, of the version that the model names, as the SDK speaks it: POST / with X-Amz-Target and a body of JSON, an
 * answer of JSON.
 */
export function jsonRpc(model: Model, { refusal, internalError, writeError }: Dialect): Protocol {
  const type = `application/x-amz-json-${model.metadata.jsonVersion}`;
  return {
    operationOf: (wire) => operationOf(wire, { model, type }),
    inputOf: ({ body }) => parsed(body),
    refusal,
    answer: (_operation, output) => ({ status: 200, headers: { 'content-type': type }, body: output }),
    error: (error) => {
      const { headers, body } = writeError(error);
      return { status: error.status, headers: { 'content-type': type, ...headers }, body };
    },
    internalError,
  };
}

/** @throws ServiceError (SerializationException) when `body` is no JSON. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ServiceError('SerializationException', 'the body is no JSON');
  }
}

function operationOf({ method, url, headers }: Wire, { model, type }: { model: Model; type: string }): string {
  const target = String(headers['x-amz-target']);
  const [prefix, operation = ''] = target.split('.');
  const isCall = method === 'POST' && url.pathname === '/' && headers['content-type'] === type;
  if (isCall && prefix === model.metadata.targetPrefix && model.operations[operation]) return operation;
  throw new ServiceError('UnknownOperationException', `no operation ${method} ${url.pathname} ${target}`);
}

/** How services refuse that spoke the query protocol before: errors with `x-amzn-query-error`. */
const queryCompatible = (errorPrefix: string): Dialect => ({
  internalError: 'InternalFailure',
  refusal: ({ kind, message }: Fault) => {
    if (kind === 'type') return new ServiceError('SerializationException', message);
    if (kind === 'missing') return new ServiceError('MissingParameter', message);
    return new ServiceError('ValidationError', `1 validation error detected: ${message}`);
  },
  writeError: ({ code, queryCode, status, message }) => ({
    body: { __type: `${errorPrefix}${code}`, message },
    headers: { 'x-amzn-query-error': `${queryCode};${status < 500 ? 'Sender' : 'Receiver'}` },
  }),
});

const PREFIX = { sqs: 'com.amazonaws.sqs#', monitoring: 'com.amazonaws.cloudwatch#' };

type JsonRpcService = {
  model: Model;
  signingName: keyof typeof PREFIX;
  operations: Record<string, Operation>;
};

/** Serves SQS or CloudWatch on a free loopback port: AWS JSON, errors as their older protocol names them. */
export async function startJsonRpc(service: JsonRpcService): Promise<JsonRpcServer> {
  const failures = failureSwitch();
  const counts = new Map<string, number>();
  const server = await startService({
    ...service,
    protocol: jsonRpc(service.model, queryCompatible(PREFIX[service.signingName])),
    failing: failures.next,
    heard: ({ operation }) => counts.set(operation, (counts.get(operation) ?? 0) + 1),
    latencyMs: () => 0,
  });
  return { ...server, fail: failures.fail, calls: (action) => counts.get(action) ?? 0 };
}
