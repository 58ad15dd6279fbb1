import { isUserId } from '../../config/names.ts';
import { keptStandings } from '../../duty/schedule/kept-standings.ts';
import { heldAt } from '../../incidents/paging/held.ts';
import { pagedWords } from '../../incidents/paging/page-words.ts';
import { reach } from '../../incidents/paging/reach.ts';
import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import type { Trx } from '../../store/tables.ts';
import { changeTicket } from '../change.ts';
import { openIncidentFor } from '../incident/tell-incident.ts';
import type { SupportParts } from '../parts.ts';
import { sayInThread } from '../show.ts';
import { cardLink } from '../tell.ts';
import type { Ticket } from '../ticket.ts';
import { nobodyText, pageLine, pageMessage } from './page-blocks.ts';
import { insertTicketPage, type NewTicketPage, type TicketPage, updateTicketPage } from './ticket-page-store.ts';

/**
 * Calls for a critical ticket, in the transaction that made it one: where incidents are kept in Incident Manager it
 * becomes one, which pages by all its means; else whoever has the duty is paged.
 */
export async function callForCritical(trx: Trx, say: Say, ticket: Ticket, parts: SupportParts): Promise<void> {
  if (parts.backend.name !== 'local') return openIncidentFor(say, ticket);
  const { config, clock } = parts;
  const now = clock.now();
  const held = await heldAt(trx, now, config);
  const { ic } = await keptStandings(trx, now, config.timezone);
  const onDuty = ic.now?.member && isUserId(ic.now.member) ? 'ic' : 'oncall';
  const { whom, people } = reach(onDuty, { chain: config.incidents.escalation, held: held.people });
  await sendTicketPage(trx, say, { ticket, whom, users: people, round: 1 }, parts);
}

/** A page to be sent now. */
export type Order = { ticket: Ticket } & Pick<NewTicketPage, 'whom' | 'users' | 'round'>;

/**
 * Pages people for a ticket: a direct message to each, and a line in the card's thread that mentions them. When there is
 * nobody, #war and the admins are told. After `incidents.escalate_after` it goes on to the next.
 */
export async function sendTicketPage(
  trx: Trx,
  say: Say,
  { ticket, ...order }: Order,
  parts: SupportParts,
): Promise<TicketPage> {
  const { config, clock } = parts;
  const at = clock.now();
  const escalateAt = new Date(at.getTime() + config.incidents.escalate_after);
  const page = await insertTicketPage(trx, { ...order, ticket: ticket.id, at, escalateAt, messages: {} });
  const view = { page, ticket, config, link: await cardLink(trx, ticket) };
  const sent = page.users.map((user) => {
    return [user, say.post({ lane: 'page', channel: user, content: pageMessage(view) })] as const;
  });
  const threadMessage = sayInThread(say, ticket, pageLine(view));
  if (page.users.length === 0) {
    for (const channel of [config.channels.war, ...config.admins])
      say.post({ lane: 'page', channel, content: saying(nobodyText(view)) });
  }
  const text = page.users.length === 0 ? 'found nobody to page' : `paged ${pagedWords(page)}`;
  const change = { events: [{ at, by: null, kind: 'page' as const, text }] };
  await changeTicket(trx, say, { ticket, change }, parts);
  return updateTicketPage(trx, page.id, { messages: Object.fromEntries(sent), threadMessage });
}
