import { heldAt } from '../../incidents/paging/held.ts';
import { reachAgain } from '../../incidents/paging/reach.ts';
import { nextLink } from '../../incidents/rules/chain.ts';
import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import { escaped, mention } from '../../slack/text.ts';
import type { Db, Trx } from '../../store/tables.ts';
import { actOn } from '../acting.ts';
import type { SupportParts } from '../parts.ts';
import { sayInThread } from '../show.ts';
import type { Ticket } from '../ticket.ts';
import { sendTicketPage } from './call.ts';
import { findTicketPage, pagesOf, type TicketPage, updateTicketPage, waitingTicketPages } from './ticket-page-store.ts';

/** How often a chain is gone through before nobody is paged any more. */
const MOST_ROUNDS = 5;

/**
 * Lets pages of tickets that nobody took in time, or that Slack takes for nobody, go on to the next of the chain; at its
 * end it is told, and begins again. To be run every few seconds; of several replicas one does it, once for each page.
 */
export async function escalateTicketPages(parts: SupportParts): Promise<void> {
  const { db, clock } = parts;
  const waiting = await waitingTicketPages(db);
  const lost = await lostAmong(db, waiting);
  const isDue = (page: TicketPage) => (page.escalateAt ?? clock.now()) <= clock.now() || lost.has(page.id);
  for (const { id, ticket } of waiting.filter(isDue)) {
    await actOn(
      ticket,
      async (trx, say, now) => {
        const page = await findTicketPage(trx, id);
        if (page && page.escalateAt !== null && isDue(page)) await goOn(trx, say, { page, ticket: now }, parts);
        return now;
      },
      parts,
    );
  }
}

/** Pages of which no direct message can arrive: they need not wait. */
async function lostAmong(db: Db, pages: readonly TicketPage[]): Promise<ReadonlySet<number>> {
  const messages = pages.flatMap((page) => Object.values(page.messages));
  if (messages.length === 0) return new Set();
  const rows = db.selectFrom('outbox').select('message_id').where('dead', '=', 1).where('message_id', 'in', messages);
  const dead = new Set((await rows.execute()).map(({ message_id }) => message_id));
  const isLost = ({ messages: sent }: TicketPage) => {
    const all = Object.values(sent);
    return all.length > 0 && all.every((message) => dead.has(message));
  };
  return new Set(pages.filter(isLost).map(({ id }) => id));
}

async function goOn(
  trx: Trx,
  say: Say,
  { page, ticket }: { page: TicketPage; ticket: Ticket },
  parts: SupportParts,
): Promise<void> {
  const { config, clock } = parts;
  await updateTicketPage(trx, page.id, { escalateAt: null });
  const { escalation: chain } = config.incidents;
  const { people: held } = await heldAt(trx, clock.now(), config);
  const before = await pagesOf(trx, ticket.id);
  const paged = before.filter(({ round }) => round === page.round).flatMap(({ users }) => users);
  const next = nextLink({ chain, from: page.whom, held, paged });
  if (next) {
    await sendTicketPage(trx, say, { ticket, whom: next.link, users: next.people, round: page.round }, parts);
    return;
  }
  const isLast = page.round >= MOST_ROUNDS;
  if (paged.length > 0 || isLast) tellUnanswered(say, { ticket, paged, isLast }, parts);
  if (isLast) return;
  const first = before.find(({ round }) => round === page.round) ?? page;
  const { whom, people } = reachAgain(first.whom, { chain, held });
  await sendTicketPage(trx, say, { ticket, whom, users: people, round: page.round + 1 }, parts);
}

function tellUnanswered(
  say: Say,
  { ticket, paged, isLast }: { ticket: Ticket; paged: readonly string[]; isLast: boolean },
  { config }: SupportParts,
): void {
  const were = paged.length === 0 ? 'There was nobody to page.' : `Paged: ${paged.map(mention).join(', ')}.`;
  const then = isLast ? 'Nobody is paged any more.' : 'The paging begins again from the start.';
  const text = `:rotating_light: *Nobody answers ${ticket.name}: ${escaped(ticket.title)}.* ${were} ${then}`;
  say.post({ lane: 'page', channel: config.channels.war, content: saying(text) });
  sayInThread(say, ticket, saying(text));
}
