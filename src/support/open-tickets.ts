import type { Db } from '../store/tables.ts';
import { type Ticket, toTicket } from './ticket.ts';

/** The tickets that are open, the newest first, at most so many. */
export async function openTickets(db: Db, most: number): Promise<Ticket[]> {
  const open = db.selectFrom('ticket').selectAll().where('closed_at', 'is', null);
  return (await open.orderBy('id', 'desc').limit(most).execute()).map(toTicket);
}
