import { knownTeamUrl } from '../../slack/identity.ts';
import { permalink } from '../../slack/permalink.ts';
import type { Db } from '../../store/tables.ts';
import { isOverdue } from '../rules/figures.ts';
import type { Ticket } from '../ticket.ts';
import { postedAt } from './list-store.ts';

/** A ticket as lists show it: with the address of its card, null before that is posted. */
export type ShownTicket = { ticket: Ticket; url: string | null; isOverdue: boolean };

/** Tickets as lists show them, in the same order. */
export async function shownTickets(db: Db, tickets: readonly Ticket[], now: Date): Promise<ShownTicket[]> {
  const ids = tickets.map(({ messageId }) => messageId);
  const [posted, teamUrl] = [await postedAt(db, ids), await knownTeamUrl(db)];
  return tickets.map((ticket) => {
    const { channel = null, ts = null } = posted.get(ticket.messageId) ?? {};
    return { ticket, url: permalink(teamUrl, channel, ts), isOverdue: isOverdue(ticket, now) };
  });
}

/** Those that are open before those that are closed; else in the order in which they come. */
export const openFirst = (tickets: readonly Ticket[]): Ticket[] => [
  ...tickets.filter(({ closedAt }) => closedAt === null),
  ...tickets.filter(({ closedAt }) => closedAt !== null),
];
