import { StoreError } from '../../errors.ts';
import { inTime as answeringInTime } from '../../http/in-time.ts';
import type { Routes } from '../../http/server.ts';
import type { Log } from '../../log.ts';
import { problem } from './problem.ts';

/**
 * The route, which now answers 503 when the database fails or takes too long, so that the client tries again: it finds
 * what was begun by the same Idempotency-Key.
 * @param answerMs the longest to take, in milliseconds.
 */
export function inTime(route: Routes[string], log: Log, answerMs?: number): Routes[string] {
  const again = problem(503, 'The database does not answer. Try again.', { headers: { 'retry-after': '5' } });
  const isPassing = (error: unknown) => error instanceof StoreError;
  const how = { again, log, what: 'the support API', isPassing, ...(answerMs !== undefined && { answerMs }) };
  return (request) => answeringInTime(route(request), how);
}
