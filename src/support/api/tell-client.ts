import type { Config } from '../../config/schema.ts';
import type { Say } from '../../outbox/say.ts';
import type { TicketEvent } from '../history.ts';
import type { Ticket } from '../ticket.ts';

/** The errand that tells a client of the API what changed; its payload names the client, the ticket and the events. */
export const TELL_CLIENT = 'webhook.ticket';

/** What the errand carries: ids of the lines of the history that are news. */
export type ClientNews = { client: string; ticket: number; events: number[] };

/** Has the client that raised a ticket told of what changed, where it wants to be: in order, and until it has it. */
export function tellClient(
  say: Say,
  { ticket, events }: { ticket: Ticket; events: readonly TicketEvent[] },
  { support }: Config,
): void {
  const { client, id, name } = ticket;
  if (client === null || events.length === 0 || !support.clients[client]?.webhook_url) return;
  const payload: ClientNews = { client, ticket: id, events: events.map((event) => event.id) };
  say.errand({ kind: TELL_CLIENT, line: `webhook ${client} ${name}`, payload });
}
