import type { Selectable } from 'kysely';
import type { Db, Tables, Trx } from '../../store/tables.ts';

/** People asked to come for a ticket, once. One that goes on to others is a row of its own. People are Slack user ids. */
export type TicketPage = {
  id: number;
  /** The id of its ticket. */
  ticket: number;
  /** A link of the chain, or a user id. */
  whom: string;
  users: readonly string[];
  at: Date;
  /** Counts from 1 how often the chain was gone through. */
  round: number;
  /** When it goes on to the next; null once it does not any more. */
  escalateAt: Date | null;
  ackedBy: string | null;
  /** When it was over; null while it is open. */
  ackedAt: Date | null;
  /** The direct messages that say it, by user. */
  messages: Readonly<Record<string, string>>;
  /** The message in the thread of the card. */
  threadMessage: string | null;
};

/** A page to be. */
export type NewTicketPage = Pick<TicketPage, 'ticket' | 'whom' | 'users' | 'at' | 'round' | 'messages'> & {
  escalateAt: Date;
};

export async function insertTicketPage(trx: Trx, page: NewTicketPage): Promise<TicketPage> {
  const { ticket, whom, users, at, round, escalateAt, messages } = page;
  const row = {
    ...{ ticket_id: ticket, whom, users: JSON.stringify(users), at: at.toISOString(), round },
    ...{ escalate_at: escalateAt.toISOString(), acked_by: null, acked_at: null },
    ...{ messages: JSON.stringify(messages), thread_message: null },
  };
  return toPage(await trx.insertInto('ticket_page').values(row).returningAll().executeTakeFirstOrThrow());
}

/** Keeps which messages say a page, and when it goes on. */
export async function updateTicketPage(
  trx: Trx,
  id: number,
  { messages, threadMessage, escalateAt }: Partial<Pick<TicketPage, 'messages' | 'threadMessage' | 'escalateAt'>>,
): Promise<TicketPage> {
  const changed = trx.updateTable('ticket_page').set({
    ...(messages !== undefined && { messages: JSON.stringify(messages) }),
    ...(threadMessage !== undefined && { thread_message: threadMessage }),
    ...(escalateAt !== undefined && { escalate_at: escalateAt?.toISOString() ?? null }),
  });
  return toPage(await changed.where('id', '=', id).returningAll().executeTakeFirstOrThrow());
}

/** Ends the open pages of a ticket. @returns them as they are now, in order. */
export async function closeTicketPages(
  trx: Trx,
  ticket: number,
  { by, at }: { by: string | null; at: Date },
): Promise<TicketPage[]> {
  const closed = trx.updateTable('ticket_page').set({ acked_by: by, acked_at: at.toISOString(), escalate_at: null });
  const open = closed.where('ticket_id', '=', ticket).where('acked_at', 'is', null);
  return (await open.returningAll().execute()).map(toPage).sort((one, other) => one.id - other.id);
}

/** The page of that id; null when there is none. */
export async function findTicketPage(db: Db, id: number): Promise<TicketPage | null> {
  const row = await db.selectFrom('ticket_page').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toPage(row) : null;
}

/** All pages of a ticket, in order. */
export async function pagesOf(db: Db, ticket: number): Promise<TicketPage[]> {
  const rows = db.selectFrom('ticket_page').selectAll().where('ticket_id', '=', ticket).orderBy('id');
  return (await rows.execute()).map(toPage);
}

/** The pages that wait to go on to the next, of any ticket, in the order in which they are due. */
export async function waitingTicketPages(db: Db): Promise<TicketPage[]> {
  const rows = db.selectFrom('ticket_page').selectAll().where('escalate_at', 'is not', null);
  return (await rows.orderBy('escalate_at').orderBy('id').execute()).map(toPage);
}

function toPage(row: Selectable<Tables['ticket_page']>): TicketPage {
  return {
    ...{ id: row.id, ticket: row.ticket_id, whom: row.whom, users: JSON.parse(row.users) as string[] },
    ...{ at: new Date(row.at), round: row.round, escalateAt: dateOrNull(row.escalate_at) },
    ...{ ackedBy: row.acked_by, ackedAt: dateOrNull(row.acked_at) },
    ...{ messages: JSON.parse(row.messages) as Record<string, string>, threadMessage: row.thread_message },
  };
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));
