import type { Db, Trx } from '../store/tables.ts';

/** What happens to a ticket. */
export type EventKind =
  | 'raised'
  | 'state'
  | 'detail'
  | 'edited'
  | 'comment'
  | 'page'
  | 'acknowledged'
  | 'joined'
  | 'incident'
  | 'jira'
  | 'reminder'
  | 'reopened';

/**
 * A line of a ticket's history. `text` is plain, with people as `@U0ADA`; `by` is a Slack user id, the name of a client
 * of the API, or null for what Watchbill did.
 */
export type TicketEvent = { id: number; at: Date; by: string | null; kind: EventKind; text: string };

/** A line to be. `key` tells it from others: the same one again changes nothing. */
export type NewTicketEvent = Omit<TicketEvent, 'id'> & { key?: string };

/** Puts lines into a ticket's history. @returns those that are new. */
export async function insertTicketEvents(
  trx: Trx,
  ticket: number,
  events: readonly NewTicketEvent[],
): Promise<TicketEvent[]> {
  const added: TicketEvent[] = [];
  for (const { at, by, kind, text, key = null } of events) {
    const row = { ticket_id: ticket, at: at.toISOString(), by, kind, text, key };
    const inserted = trx.insertInto('ticket_event').values(row);
    const once = inserted.onConflict((conflict) => conflict.columns(['ticket_id', 'key']).doNothing());
    const kept = await once.returning('id').executeTakeFirst();
    if (kept) added.push({ id: kept.id, at, by, kind, text });
  }
  return added;
}

/** Whether a ticket's history has the line of that key. */
export async function isKept(db: Db, ticket: number, key: string): Promise<boolean> {
  const line = db.selectFrom('ticket_event').select('id').where('ticket_id', '=', ticket).where('key', '=', key);
  return (await line.executeTakeFirst()) !== undefined;
}

/** A ticket's history, in order. */
export async function historyOf(db: Db, ticket: number): Promise<TicketEvent[]> {
  const rows = db.selectFrom('ticket_event').selectAll().where('ticket_id', '=', ticket);
  return (await rows.orderBy('at').orderBy('id').execute()).map(({ id, at, by, kind, text }) => {
    return { id, at: new Date(at), by, kind: kind as EventKind, text };
  });
}
