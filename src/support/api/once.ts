import { createHash, randomUUID } from 'node:crypto';
import type { Db } from '../../store/tables.ts';
import type { Ticket } from '../ticket.ts';
import { findTicket } from '../ticket-store.ts';
import { beginRequest, endRequest, forgetRequest } from './key-store.ts';
import type { Refusal } from './operation.ts';
import { problem } from './problem.ts';

/** A request that may come again. `what` is all that tells what it asks for, as JSON can hold it. */
export type Repeatable = { client: string; key: string | null; what: unknown };

/** The ticket that a request was for. */
export type Outcome = { ticket: Ticket } | Refusal;

/**
 * Does what a request asks for once, however often it comes with its Idempotency-Key, over restarts and replicas. The
 * same key with something else is refused. What was refused may be asked for differently with the key.
 * @param work gets a name for the request that stays the same, by which flows know it again: it is begun twice when two
 *   come at once, or when a process died in it.
 */
export async function once(
  { client, key, what }: Repeatable,
  work: (askedAs: string) => Promise<Outcome>,
  db: Db,
): Promise<Outcome> {
  const askedAs = `api ${client} ${key ?? randomUUID()}`;
  if (key === null) return work(askedAs);
  const print = createHash('sha256').update(JSON.stringify(what)).digest('hex');
  const begun = await beginRequest(db, askedAs, print);
  if (begun.print !== print)
    return { refused: problem(422, 'Something else was asked for with this Idempotency-Key before: take a new one.') };
  const known = begun.ticket === null ? null : await findTicket(db, begun.ticket);
  if (known) return { ticket: known };
  const outcome = await work(askedAs);
  if ('refused' in outcome) await forgetRequest(db, askedAs);
  else await endRequest(db, askedAs, { print, ticket: outcome.ticket.id });
  return outcome;
}
