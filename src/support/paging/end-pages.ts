import type { Say } from '../../outbox/say.ts';
import type { Trx } from '../../store/tables.ts';
import type { SupportParts } from '../parts.ts';
import { cardLink } from '../tell.ts';
import type { Ticket } from '../ticket.ts';
import { pageLine, pageMessage } from './page-blocks.ts';
import { closeTicketPages } from './ticket-page-store.ts';

/** Ends the pages of a ticket, for somebody has looked: they go on to nobody, and their messages say who did. */
export async function endTicketPages(
  trx: Trx,
  say: Say,
  { ticket, by, at }: { ticket: Ticket; by: string | null; at: Date },
  { config }: SupportParts,
): Promise<void> {
  for (const page of await closeTicketPages(trx, ticket.id, { by, at })) {
    const view = { page, ticket, config, link: await cardLink(trx, ticket) };
    for (const [user, message] of Object.entries(page.messages)) say.rewrite(message, user, pageMessage(view));
    if (page.threadMessage !== null) say.rewrite(page.threadMessage, ticket.channel, pageLine(view));
  }
}
