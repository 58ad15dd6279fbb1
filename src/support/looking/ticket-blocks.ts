import type { KnownBlock } from '@slack/types';
import { stateLine } from '../../alerts/state-words.ts';
import { clip } from '../../clip.ts';
import { durationWords } from '../../incidents/rules/duration-words.ts';
import { impactEmoji, impactWords } from '../../incidents/rules/impact.ts';
import { newestLines } from '../../incidents/rules/newest-lines.ts';
import type { Reply } from '../../slack/reply.ts';
import { sectionsOf } from '../../slack/sections.ts';
import { spoken, spokenWithin } from '../../slack/spoken.ts';
import { escaped, link, mention, slackTime } from '../../slack/text.ts';
import { reporterWords } from '../card-blocks.ts';
import type { TicketEvent } from '../history.ts';
import { ticketName } from '../rules/ticket-name.ts';
import type { Ticket } from '../ticket.ts';
import type { ShownTicket } from './shown-tickets.ts';
import { issueLabel } from './ticket-line.ts';

/** So much of each line of the history is shown, as it was written. */
const LONGEST_TEXT = 400;
/** So much of what else people wrote: the card has more. */
const LONGEST_WORDS = 300;
const LONGEST_RESOLUTION = 700;
/** An address that is longer leaves no room for anything else. */
const LONGEST_ADDRESS = 500;
/** Slack takes about 11,000 characters in blocks: https://github.com/slackapi/bolt-js/issues/2867 */
const MOST_CHARACTERS = 9000;
/** So much of that is left to the history, whatever else there is to show. */
const LEAST_HISTORY = 2500;

/** All that is shown of a ticket: with its summary as blocks, its history in order, and the names of further reports. */
export type TicketView = ShownTicket & {
  summary: readonly KnownBlock[];
  history: readonly TicketEvent[];
  reports: readonly string[];
};

/** The answer to `/bug show`: the ticket, and what happened, in order; of a long history the newest. */
export function ticketReply(view: TicketView, zone: string): Reply {
  const { ticket, url, history, summary } = view;
  const words = `${ticket.name} ${ticket.title}`;
  const head = `${impactEmoji[ticket.impact]} *${url === null ? escaped(words) : link(url, words)}*`;
  const facts = sectionsOf([head, ...aboutLines(view, zone)]);
  const about = [...facts, ...fitting(summary, MOST_CHARACTERS - LEAST_HISTORY - JSON.stringify(facts).length)];
  const lines = history.map((event) => eventLine(event, zone));
  const { shown, before } = newestLines(lines, MOST_CHARACTERS - JSON.stringify(about).length);
  const earlier = before === 0 ? [] : [`_${before} lines before: \`watchbill tickets ${ticket.name}\` has them all._`];
  return {
    text: escaped(words),
    blocks: [...about, { type: 'divider' }, ...sectionsOf(['*What happened*', ...earlier, ...shown])],
  };
}

/** The first blocks of a summary that have room together. */
function fitting(summary: readonly KnownBlock[], most: number): KnownBlock[] {
  let room = most;
  const end = summary.findIndex((block) => {
    room -= JSON.stringify(block).length;
    return room < 0;
  });
  if (end < 0) return [...summary];
  return [...summary.slice(0, end), ...sectionsOf(['_The summary goes on: the card shows more of it._'])];
}

function aboutLines({ ticket, isOverdue, reports }: TicketView, zone: string): string[] {
  const { impact, openedAt, deployments, closedAt, resolution, incident, joinedTo } = ticket;
  const affected = deployments.length === 0 ? 'not said' : escaped(clip(deployments.join(', '), LONGEST_WORDS));
  return [
    `*Impact:* ${impactWords[impact]} · *Affected:* ${affected}`,
    `*Reported by:* ${reporterWords(ticket)} · ${slackTime(openedAt, zone)}${fromWords(ticket)}`,
    stateLine(stateOf(ticket), zone),
    ...lookLine(ticket, { isOverdue, zone }),
    ...(closedAt === null ? [] : [`*Closed:* ${slackTime(closedAt, zone)}`]),
    ...(resolution === null ? [] : [`*What fixed it:* ${spokenWithin(resolution, LONGEST_RESOLUTION)}`]),
    ...(incident === null ? [] : [`*Incident:* ${escaped(incident)}`]),
    ...(joinedTo === null ? [] : [`*Another report of:* ${ticketName(joinedTo)}`]),
    ...(reports.length === 0 ? [] : [`*Reported again as:* ${clip(reports.join(', '), LONGEST_WORDS)}`]),
  ];
}

const fromWords = ({ link: from }: Ticket): string =>
  from === null || from.length > LONGEST_ADDRESS ? '' : ` · ${link(from, 'the message it comes from')}`;

function stateOf({ jira, reason, ...ticket }: Ticket) {
  const issue = jira === null || jira.length <= LONGEST_ADDRESS ? jira : issueLabel(jira);
  return { ...ticket, ticket: issue, reason: reason && clip(reason, LONGEST_WORDS) };
}

/** When somebody first looked, or by when somebody will. */
function lookLine(
  { openedAt, firstLookAt, dueAt, closedAt }: Ticket,
  { isOverdue, zone }: { isOverdue: boolean; zone: string },
): string[] {
  const due = dueAt === null ? null : slackTime(dueAt, zone);
  if (firstLookAt !== null) {
    const took = durationWords(firstLookAt.getTime() - openedAt.getTime());
    const promised = due === null ? '' : ` (promised by ${due})`;
    return [`*First look:* ${slackTime(firstLookAt, zone)}, after ${took}${promised}`];
  }
  if (due === null || closedAt !== null) return [];
  return [isOverdue ? `⏰ *Overdue:* somebody was to look by ${due}` : `*Somebody looks by:* ${due}`];
}

/** A line of the history in mrkdwn: when, who, what. A comment is what somebody said. */
function eventLine({ at, by, kind, text }: TicketEvent, zone: string): string {
  const who = by === null ? '' : ` ${mention(clip(by, LONGEST_TEXT))}${kind === 'comment' ? ':' : ''}`;
  return `${slackTime(at, zone)}${who} ${spoken(clip(text, LONGEST_TEXT))}`;
}
