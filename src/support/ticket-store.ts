import type { Insertable, Updateable } from 'kysely';
import type { Db, Tables, Trx } from '../store/tables.ts';
import { type Ticket, toTicket } from './ticket.ts';

export type NewTicketRow = Insertable<Tables['ticket']>;
export type TicketColumns = Updateable<Omit<Tables['ticket'], 'id' | 'asked_as'>>;

/** Keeps a new ticket. @returns null when the same request raised one before. */
export async function insertTicket(trx: Trx, row: NewTicketRow): Promise<Ticket | null> {
  const inserted = trx.insertInto('ticket').values(row);
  const once = inserted.onConflict((conflict) => conflict.column('asked_as').doNothing());
  const kept = await once.returningAll().executeTakeFirst();
  return kept ? toTicket(kept) : null;
}

/** @returns the ticket after the change. */
export async function updateTicket(trx: Trx, id: number, change: TicketColumns): Promise<Ticket> {
  const updated = trx.updateTable('ticket').set(change).where('id', '=', id);
  return toTicket(await updated.returningAll().executeTakeFirstOrThrow());
}

/** The ticket of that id; null when there is none. */
export async function findTicket(db: Db, id: number): Promise<Ticket | null> {
  const row = await db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toTicket(row) : null;
}

/** The ticket that a request raised, by what tells it from others. */
export async function findAskedAs(db: Db, askedAs: string): Promise<Ticket | null> {
  const row = await db.selectFrom('ticket').selectAll().where('asked_as', '=', askedAs).executeTakeFirst();
  return row ? toTicket(row) : null;
}

/** The ticket whose card it is. */
export async function findByCard(db: Db, messageId: string): Promise<Ticket | null> {
  const row = await db.selectFrom('ticket').selectAll().where('message_id', '=', messageId).executeTakeFirst();
  return row ? toTicket(row) : null;
}

/** The tickets of an incident, the oldest first. */
export async function ticketsOf(db: Db, incident: string): Promise<Ticket[]> {
  const rows = db.selectFrom('ticket').selectAll().where('incident', '=', incident).orderBy('id');
  return (await rows.execute()).map(toTicket);
}

/** The tickets that are further reports of one, the oldest first. */
export async function joinedTo(db: Db, id: number): Promise<Ticket[]> {
  const rows = db.selectFrom('ticket').selectAll().where('joined_to', '=', id).orderBy('id');
  return (await rows.execute()).map(toTicket);
}

/** Remembers a direct message that tells of a ticket, so that answers to it find their way. */
export async function keepMessage(trx: Trx, messageId: string, ticket: number): Promise<void> {
  await trx.insertInto('ticket_message').values({ message_id: messageId, ticket_id: ticket }).execute();
}

/** The ticket that one of our direct messages tells of; null for any other message. */
export async function toldIn(db: Db, messageId: string): Promise<Ticket | null> {
  const told = db.selectFrom('ticket_message').select('ticket_id').where('message_id', '=', messageId);
  const row = await told.executeTakeFirst();
  return row ? findTicket(db, row.ticket_id) : null;
}
