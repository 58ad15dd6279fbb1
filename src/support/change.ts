import type { Content, Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import { tellClient } from './api/tell-client.ts';
import { insertTicketEvents, type NewTicketEvent } from './history.ts';
import type { SupportParts } from './parts.ts';
import { sayInThread, showTicket } from './show.ts';
import { type News, tellListeners } from './tell.ts';
import type { Ticket } from './ticket.ts';
import { type TicketColumns, updateTicket } from './ticket-store.ts';

/** What changes in a ticket at once. */
export type TicketChange = {
  /** Columns and what they become. */
  set?: Omit<TicketColumns, 'changed_at'>;
  events: readonly NewTicketEvent[];
  /** What the thread of its card is told of it. */
  thread?: Content;
  /** What its reporter and followers are told. */
  tell?: News;
};

/**
 * Changes a ticket, in the transaction of what happened: its row and history; then its card, the thread, those who
 * listen, and the client of the API that raised it. Every change goes through here, so that none can be forgotten.
 */
export async function changeTicket(
  trx: Trx,
  say: Say,
  { ticket, change }: { ticket: Ticket; change: TicketChange },
  parts: SupportParts,
): Promise<Ticket> {
  const { set = {}, events, thread, tell } = change;
  const changed = await updateTicket(trx, ticket.id, { ...set, changed_at: parts.clock.now().toISOString() });
  const added = await insertTicketEvents(trx, ticket.id, events);
  await showTicket(trx, say, changed, parts);
  if (thread) sayInThread(say, changed, thread);
  if (tell) await tellListeners(trx, say, changed, tell);
  tellClient(say, { ticket: changed, events: added }, parts.config);
  return changed;
}
