import type { Db, Trx } from '../store/tables.ts';
import type { Ticket } from './ticket.ts';
import { joinedTo } from './ticket-store.ts';

/** Somebody wants to hear of every change. @returns false when they did already. */
export async function followTicket(trx: Trx, ticket: number, user: string): Promise<boolean> {
  const inserted = trx.insertInto('ticket_follower').values({ ticket_id: ticket, user_id: user });
  const once = inserted.onConflict((conflict) => conflict.columns(['ticket_id', 'user_id']).doNothing());
  return (await once.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
}

/** Somebody no longer does. */
export async function unfollowTicket(trx: Trx, ticket: number, user: string): Promise<void> {
  const gone = trx.deleteFrom('ticket_follower').where('ticket_id', '=', ticket);
  await gone.where('user_id', '=', user).execute();
}

/**
 * Who hears of a ticket: its reporter and followers, and those of the tickets that are further reports of it, each once.
 */
export async function listenersOf(db: Db, ticket: Pick<Ticket, 'id'>): Promise<string[]> {
  const ids = [ticket.id, ...(await joinedTo(db, ticket.id)).map(({ id }) => id)];
  const rows = db.selectFrom('ticket_follower').select('user_id').distinct().where('ticket_id', 'in', ids);
  return (await rows.orderBy('user_id').execute()).map(({ user_id }) => user_id);
}
