import type { Routes } from '../../http/server.ts';
import { clientOf } from './clients.ts';
import type { ApiParts, Operation } from './operation.ts';
import { problem } from './problem.ts';

/**
 * An operation for the clients of the configuration, each known by its bearer token.
 * @param takes counts a client's requests; after how many seconds the next one is taken, 0 when this one is.
 */
export function behindToken(operation: Operation, takes: (client: string) => number, parts: ApiParts): Routes[string] {
  return async (request) => {
    const client = clientOf(request.headers.authorization, parts.config.support.clients);
    if (client === null)
      return problem(401, 'A bearer token of a client is needed.', { headers: { 'www-authenticate': 'Bearer' } });
    const seconds = takes(client);
    if (seconds > 0)
      return problem(429, 'These are too many requests.', { headers: { 'retry-after': String(seconds) } });
    return operation({ client, request }, parts);
  };
}
