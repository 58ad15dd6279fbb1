import type { Refused } from '../../slack/refused.ts';
import { mention, slackTime } from '../../slack/text.ts';
import { standAs } from '../../triage/stand-as.ts';
import { actOn } from '../acting.ts';
import type { SupportParts } from '../parts.ts';
import { setTicketState } from '../set-state.ts';
import type { Ticket } from '../ticket.ts';
import { findTicketPage } from './ticket-page-store.ts';

/**
 * Somebody takes a page, by its id: they are looking at the ticket from now on, as by their emoji, and nobody further is
 * paged. Doing it again changes nothing.
 */
export async function acknowledgeTicket(
  { page: id, by }: { page: number; by: string },
  parts: SupportParts,
): Promise<Ticket | Refused> {
  const asked = await findTicketPage(parts.db, id);
  if (asked === null) return { problem: 'There is no such page.' };
  return actOn(
    asked.ticket,
    async (trx, say, ticket) => {
      const page = await findTicketPage(trx, id);
      if (!page || page.ackedAt !== null) {
        if (page?.ackedBy === by) return ticket;
        const when = slackTime(page?.ackedAt ?? asked.at, parts.config.timezone);
        return { problem: page?.ackedBy ? `${mention(page.ackedBy)} took it ${when}.` : `It was over ${when}.` };
      }
      const now = parts.clock.now();
      const { messageId } = ticket;
      const next = await standAs(trx, { messageId, state: 'looking', by, means: 'page', now });
      return setTicketState(trx, say, { ticket, next, now }, parts);
    },
    parts,
  );
}
