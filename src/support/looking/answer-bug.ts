import { summaryBlocks } from '../../incidents/shown-summary.ts';
import type { Reply } from '../../slack/reply.ts';
import { saying } from '../../slack/said.ts';
import { emojiTable } from '../../triage/emoji.ts';
import { historyOf } from '../history.ts';
import type { SupportParts } from '../parts.ts';
import { ticketName } from '../rules/ticket-name.ts';
import type { BugCommand } from '../rules/typed-bug.ts';
import { findTicket, joinedTo } from '../ticket-store.ts';
import { bugHelp } from './bug-help.ts';
import { ticketFigures } from './counts.ts';
import { ticketListReply } from './list-blocks.ts';
import { listTickets } from './list-tickets.ts';
import { shownTickets } from './shown-tickets.ts';
import { statsReply } from './stats-blocks.ts';
import { ticketReply } from './ticket-blocks.ts';

/** What of `/bug` is answered at once: all but raising a ticket. */
export type BugQuestion = Exclude<BugCommand, { act: 'raise' }>;

type LookingParts = Pick<SupportParts, 'db' | 'clock' | 'config'>;

/** `/bug stats` counts so many days. */
const STATS_DAYS = 30;

/** Answers what somebody asked with `/bug`; changes nothing. */
export async function answerBug(command: BugQuestion, { user }: { user: string }, parts: LookingParts): Promise<Reply> {
  const { db, clock, config } = parts;
  const now = clock.now();
  switch (command.act) {
    case 'list': {
      const asked = { user, now, configured: config.deployments };
      return ticketListReply(await listTickets(db, command.of, asked), config.timezone);
    }
    case 'show':
      return show(command.id, parts);
    case 'stats': {
      const [days, within] = [STATS_DAYS, config.support.answer_within];
      return statsReply(await ticketFigures(db, { days, now }), { days, within });
    }
    case 'help':
      return saying(bugHelp(emojiTable(config.triage.emoji)));
    default:
      return command satisfies never;
  }
}

async function show(id: number, { db, clock, config }: LookingParts): Promise<Reply> {
  const ticket = await findTicket(db, id);
  const [shown] = await shownTickets(db, ticket === null ? [] : [ticket], clock.now());
  if (!shown) return saying(`There is no ${ticketName(id)}. \`/bug list\` shows those that are open.`);
  const reports = (await joinedTo(db, id)).map(({ name }) => name);
  const [summary, history] = [await summaryBlocks(shown.ticket.summary), await historyOf(db, id)];
  return ticketReply({ ...shown, summary, history, reports }, config.timezone);
}
