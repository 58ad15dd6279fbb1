import { summaryBlocks } from '../incidents/shown-summary.ts';
import type { Content, Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import { ticketCard } from './card-blocks.ts';
import type { SupportParts } from './parts.ts';
import type { Ticket } from './ticket.ts';
import { joinedTo } from './ticket-store.ts';

/** The card of a ticket as it is now. */
export async function cardOf(trx: Trx, ticket: Ticket, { config }: Pick<SupportParts, 'config'>): Promise<Content> {
  const reports = (await joinedTo(trx, ticket.id)).map(({ name }) => name);
  return ticketCard(ticket, { zone: config.timezone, summary: await summaryBlocks(ticket.summary), reports });
}

/** Lets the card of a ticket show it as it is now. */
export async function showTicket(
  trx: Trx,
  say: Say,
  ticket: Ticket,
  parts: Pick<SupportParts, 'config'>,
): Promise<void> {
  say.rewrite(ticket.messageId, ticket.channel, await cardOf(trx, ticket, parts));
}

/** Says something in the thread of a ticket's card. */
export function sayInThread(say: Say, { channel, messageId, impact }: Ticket, content: Content): string {
  return say.post({ lane: impact === 1 ? 'page' : 'alert', channel, threadOf: messageId, content });
}
