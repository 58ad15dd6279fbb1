import { impactWords } from '../incidents/rules/impact.ts';
import type { DetailedTicket, ListedTicket } from '../support/looking/listed.ts';
import { printable } from './printable.ts';

/** What people are called, by id, as far as it is known. */
type Names = ReadonlyMap<string, string>;

/** Tickets for people at a terminal, two lines each, and a third for what they affect; ends in a line break. */
export const ticketLines = (listed: readonly ListedTicket[], names: Names): string =>
  listed.map((ticket) => text(linesOf(ticket, names))).join('');

/** One ticket with its summary and timeline; ends in a line break. */
export function ticketPage({ timeline, ...ticket }: DetailedTicket, names: Names): string {
  const { summary } = ticket;
  const events = timeline.map(({ at, by, kind, text: told }) => {
    const who = by === null ? '' : `${called(by, names)}${kind === 'comment' ? ':' : ''} `;
    return `${clock(at)}  ${who}${named(told, names)}`;
  });
  const said = summary === '' ? [] : ['', ...summary.split('\n').map((line) => `    ${named(line, names)}`)];
  return text([...linesOf(ticket, names), ...factsOf(ticket), ...said, '', ...events]);
}

function linesOf(ticket: ListedTicket, names: Names): string[] {
  const { id, title, impact, state, assignee, reporter, deployments, openedAt, closedAt } = ticket;
  const until = closedAt === null ? '' : ` to ${clock(closedAt)}`;
  const who = assignee === null ? '' : ` (${called(assignee, names)})`;
  const by = reporter === null ? '' : `, reported by ${called(reporter, names)}`;
  return [
    `${clock(openedAt)}${until}  ${id.padEnd(5)} ${state}${who}, ${impact} (${impactWords[impact]})${by}`,
    `    ${title}`,
    ...(deployments.length === 0 ? [] : [`    affects ${deployments.join(', ')}`]),
  ];
}

function factsOf({ dueAt, firstLookAt, ticket, incident }: ListedTicket): string[] {
  const due = dueAt === null ? '' : `, promised by ${clock(dueAt)}`;
  const look = firstLookAt === null ? `nobody has looked${due}` : `first look at ${clock(firstLookAt)}${due}`;
  return [
    `    ${look}`,
    ...(ticket === null ? [] : [`    Jira: ${ticket}`]),
    ...(incident === null ? [] : [`    incident ${incident}`]),
  ];
}

const text = (lines: readonly string[]): string => lines.map((line) => `${printable(line)}\n`).join('');
const clock = (time: string): string => time.slice(0, 16).replace('T', ' ');
const called = (user: string, names: Names): string => names.get(user) ?? user;
const named = (told: string, names: Names): string =>
  told.replace(/@([UW][A-Z0-9]+)\b/g, (whole, user: string) => names.get(user) ?? whole);
