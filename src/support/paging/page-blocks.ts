import type { Config } from '../../config/schema.ts';
import { anyOf, pagedWords } from '../../incidents/paging/page-words.ts';
import { impactEmoji, impactWords } from '../../incidents/rules/impact.ts';
import type { Content } from '../../outbox/say.ts';
import { button, buttons, saying } from '../../slack/said.ts';
import { spoken } from '../../slack/spoken.ts';
import { escaped, mention, slackTime } from '../../slack/text.ts';
import { OPEN_INCIDENT, reporterWords } from '../card-blocks.ts';
import type { Ticket } from '../ticket.ts';
import type { TicketPage } from './ticket-page-store.ts';

/** Action id of the button on every message of a page; its value is the page's id. */
export const ACKNOWLEDGE = 'ticket.acknowledge';

/** A page with its ticket, as messages show it. `link` leads to the card. */
export type PageView = { page: TicketPage; ticket: Ticket; link: string; config: Config };

/** What somebody who is paged reads in their direct messages. */
export function pageMessage(view: PageView): Content {
  const { ticket, page, link } = view;
  const { impact } = ticket;
  const again = page.round > 1 ? ' Nobody has answered yet.' : '';
  return withOutcome(
    [
      `:rotating_light: *You are paged:* ${link}`,
      `${impactEmoji[impact]} ${impactWords[impact]} · reported by ${reporterWords(ticket)}${again}`,
    ],
    view,
  );
}

/** What the card's thread reads of a page: it mentions whoever is paged. */
export function pageLine(view: PageView): Content {
  const { page } = view;
  if (page.users.length === 0) return withOutcome([nobodyText(view)], view);
  return withOutcome([`:pager: Paged: ${spoken(pagedWords(page))}.`], view);
}

/** That there is nobody who could be paged, as mrkdwn. */
export function nobodyText({ ticket, config }: Pick<PageView, 'ticket' | 'config'>): string {
  const links = anyOf(config.incidents.escalation);
  return `:rotating_light: *There is nobody to page for ${ticket.name}: ${escaped(ticket.title)}.* Nobody who can be paged is ${links} now.`;
}

/** What became of a page stands in the place of its buttons. */
function withOutcome(lines: readonly string[], { page, ticket, config }: PageView): Content {
  const { ackedBy, ackedAt } = page;
  if (ackedAt === null) {
    const acknowledge = { ...button(ACKNOWLEDGE, 'Acknowledge', String(page.id)), style: 'primary' as const };
    return saying(lines.join('\n'), buttons(acknowledge, button(OPEN_INCIDENT, 'Open incident', String(ticket.id))));
  }
  const by = ackedBy === null ? 'Over' : `${mention(ackedBy)} took it`;
  return saying([...lines, `:white_check_mark: ${by} ${slackTime(ackedAt, config.timezone)}.`].join('\n'));
}
