import { subDays } from 'date-fns/subDays';
import type { Db } from '../../store/tables.ts';
import { ticketsOfPerson } from './list-store.ts';
import { openFirst, type ShownTicket, shownTickets } from './shown-tickets.ts';

/** For so many days what became of a ticket is news to its reporter. */
const CLOSED_DAYS = 7;

/** Somebody's tickets: how many there are, and the first of them. */
export type MyTickets = { count: number; shown: ShownTicket[] };

/** The tickets that somebody reported or follows: those that are open, the newest first, then those closed this week. */
export async function myTickets(
  db: Db,
  { user, now, most }: { user: string; now: Date; most: number },
): Promise<MyTickets> {
  const own = await ticketsOfPerson(db, { user, since: subDays(now, CLOSED_DAYS), follows: true });
  return { count: own.length, shown: await shownTickets(db, openFirst(own).slice(0, most), now) };
}
