import type { Reply } from '../../slack/reply.ts';
import { saying } from '../../slack/said.ts';
import { sectionsOf } from '../../slack/sections.ts';
import { escaped, mention } from '../../slack/text.ts';
import type { ListOf } from '../rules/typed-bug.ts';
import { CLOSED_DAYS, type TicketList, type UnknownName } from './list-tickets.ts';
import { ticketLine } from './ticket-line.ts';

/** Slack takes about 11,000 characters in blocks: https://github.com/slackapi/bolt-js/issues/2867 */
const MOST_CHARACTERS = 9000;

const LATELY = `in the last ${CLOSED_DAYS} days`;

/** The answer to `/bug list`: a line for each ticket; what has no room is counted. */
export function ticketListReply(list: TicketList | UnknownName, zone: string): Reply {
  if ('unknown' in list) return saying(unknownText(list));
  const { of, open, closed, shown } = list;
  if (open + closed === 0) return saying(noneText(of));
  const lines = fitting(
    shown.map((each) => ticketLine(each, zone)),
    MOST_CHARACTERS,
  );
  const more = open + closed - lines.length;
  const text = titleOf(list);
  return { text, blocks: sectionsOf([`*${text}*`, ...lines, ...(more > 0 ? [`and ${more} more`] : [])]) };
}

/** The first lines that have room together. */
function fitting(lines: readonly string[], most: number): string[] {
  let room = most;
  const isOver = (line: string) => {
    room -= line.length + 1;
    return room < 0;
  };
  const end = lines.findIndex(isOver);
  return lines.slice(0, end < 0 ? lines.length : end);
}

function titleOf({ of, open, closed }: TicketList): string {
  if (of.kind === 'open') return open === 1 ? 'One ticket is open.' : `${open} tickets are open.`;
  const numbers = [...(open > 0 ? [`${open} open`] : []), ...(closed > 0 ? [`${closed} closed ${LATELY}`] : [])];
  return `${whose(of)}: ${numbers.join(', ')}`;
}

function whose(of: ListOf): string {
  switch (of.kind) {
    case 'mine':
      return 'Tickets that you raised or follow';
    case 'user':
      return `Tickets that ${mention(of.user)} raised`;
    case 'name':
      return `Tickets of ${escaped(of.name)}`;
    default:
      return 'Tickets';
  }
}

function noneText(of: ListOf): string {
  if (of.kind === 'open') return 'No ticket is open. `/bug` raises one.';
  return `${whose(of)}: none is open, and none was closed ${LATELY}. \`/bug\` raises one.`;
}

function unknownText({ unknown, closest }: UnknownName): string {
  if (unknown.startsWith('@'))
    return 'Slack did not tell me who that is: choose the person from the list that opens as you type `@`.';
  const hint = closest === null ? 'and no name that I know is like it.' : `but perhaps you mean *${escaped(closest)}*.`;
  return `No deployment that I know is called ${escaped(unknown)}, ${hint} To raise a ticket type \`/bug\` alone.`;
}
