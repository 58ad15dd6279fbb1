import type { Say } from '../outbox/say.ts';
import { saying } from '../slack/said.ts';
import { link } from '../slack/text.ts';
import type { Trx } from '../store/tables.ts';
import { changeTicket } from './change.ts';
import type { SupportParts } from './parts.ts';
import type { Ticket } from './ticket.ts';
import { actorWords } from './told-words.ts';

/**
 * Tells of a ticket that its Jira issue is done: the thread, where whoever ticketed it is asked whether that fixes it,
 * and those who listen. The state stays as people set it.
 */
export async function tellIssueDone(
  trx: Trx,
  say: Say,
  { ticket, issue, now }: { ticket: Ticket; issue: { key: string; url: string }; now: Date },
  parts: SupportParts,
): Promise<void> {
  const { name, closedAt, stateBy } = ticket;
  const isOpen = closedAt === null && stateBy !== null;
  const who = actorWords(stateBy);
  const news = `✅ The engineers' task ${link(issue.url, issue.key)} for ${name} is done.`;
  const change = {
    events: [{ at: now, by: null, kind: 'jira' as const, text: `the engineers' task ${issue.key} is done` }],
    thread: saying(isOpen ? `${news} ${who}, is it fixed? Then put ✔️ on the card.` : news),
    tell: { text: isOpen ? `${news} ${who} tells you whether it is fixed.` : news, by: null },
  };
  await changeTicket(trx, say, { ticket, change }, parts);
}
