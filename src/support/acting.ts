import type { Say } from '../outbox/say.ts';
import type { Refused } from '../slack/refused.ts';
import type { Trx } from '../store/tables.ts';
import { triageLock } from '../triage/lock.ts';
import type { SupportParts } from './parts.ts';
import { ticketName } from './rules/ticket-name.ts';
import type { Ticket } from './ticket.ts';
import { findTicket } from './ticket-store.ts';

/**
 * Does something with a ticket as it stands now, in a transaction of its own, under the lock of its card's triage: of two
 * who act at once, by whatever means, the second sees what the first did.
 */
export async function actOn<T>(
  id: number,
  work: (trx: Trx, say: Say, ticket: Ticket) => Promise<T | Refused>,
  { outbox, db }: Pick<SupportParts, 'outbox' | 'db'>,
): Promise<T | Refused> {
  const found = await findTicket(db, id);
  if (found === null) return { problem: `There is no ${ticketName(id)}.` };
  return outbox.commit(
    async (trx, say) => work(trx, say, (await findTicket(trx, id)) as Ticket),
    triageLock(found.messageId),
  );
}
