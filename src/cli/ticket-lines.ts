import { impactWords } from '../incidents/rules/impact.ts';
import type { DetailedTicket, ListedTicket } from '../support/looking/listed.ts';
import { called, clock, type Names, named, printed } from './lines.ts';

/** Tickets for people at a terminal, two lines each, and a third for what they affect; ends in a line break. */
export const ticketLines = (listed: readonly ListedTicket[], names: Names): string =>
  listed.map((ticket) => printed(linesOf(ticket, names))).join('');

/** One ticket with its summary and timeline; ends in a line break. */
export function ticketPage({ timeline, ...ticket }: DetailedTicket, names: Names): string {
  const { summary } = ticket;
  const events = timeline.map(({ at, by, kind, text: told }) => {
    const who = by === null ? '' : `${called(by, names)}${kind === 'comment' ? ':' : ''} `;
    return `${clock(at)}  ${who}${named(told, names)}`;
  });
  const said = summary === '' ? [] : ['', ...summary.split('\n').map((line) => `    ${named(line, names)}`)];
  return printed([...linesOf(ticket, names), ...factsOf(ticket), ...said, '', ...events]);
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
