import { parsed } from './json-rpc.ts';
import type { Model } from './model.ts';
import { type Protocol, ServiceError, type Wire } from './service.ts';

const CONTENT = { 'content-type': 'application/json' };

/**
 * REST with JSON as the SDK speaks it: method, path, query and status of each operation as the model binds them; errors
 * with `x-amzn-errortype` and the status that the model gives them. Paths have no parts that vary.
 */
export function restJson(model: Model): Protocol {
  return {
    operationOf: (wire) => operationOf(model, wire),
    inputOf: (wire, operation) => inputOf(model, wire, operation),
    refusal: ({ kind, message }) =>
      kind === 'type'
        ? new ServiceError('SerializationException', message)
        : new ServiceError('ValidationException', `1 validation error detected: ${message}`),
    answer: (operation, output) => {
      const status = model.operations[operation]?.http.responseCode ?? 200;
      return status === 204 ? { status, headers: {}, body: null } : { status, headers: CONTENT, body: output };
    },
    error: ({ code, message, status, details }) => ({
      status: model.shapes[code]?.error?.httpStatusCode ?? status,
      headers: { ...CONTENT, 'x-amzn-errortype': code },
      body: { message, ...details },
    }),
    internalError: 'InternalServerException',
  };
}

function operationOf({ operations }: Model, { method, url }: Wire): string {
  const found = Object.entries(operations).find(
    ([, { http }]) => http.method === method && http.requestUri === url.pathname,
  );
  if (found) return found[0];
  throw new ServiceError('UnknownOperationException', `no operation ${method} ${url.pathname}`, { status: 404 });
}

function inputOf(model: Model, { url, body }: Wire, operation: string): unknown {
  const members = model.shapes[model.operations[operation]?.input?.shape ?? '']?.members ?? {};
  const queried = Object.entries(members).flatMap(([name, { location, locationName = name }]) => {
    const value = location === 'querystring' ? url.searchParams.get(locationName) : null;
    return value === null ? [] : [[name, value]];
  });
  const said = body === '' ? {} : parsed(body);
  return queried.length === 0 ? said : { ...(said as object), ...Object.fromEntries(queried) };
}
