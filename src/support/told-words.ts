import type { TriageState } from '../alerts/states.ts';
import { spoken, spokenWithin } from '../slack/spoken.ts';
import { escaped, link, mention } from '../slack/text.ts';
import { ticketName } from './rules/ticket-name.ts';
import type { Ticket } from './ticket.ts';

const LONGEST_RESOLUTION = 1500;

/** Whoever did something, in mrkdwn: somebody in Slack, or a client of the API by its name; null is nobody we know. */
export const actorWords = (by: string | null): string => (by === null ? 'Somebody' : mention(by));

/** Where a ticket stands, for people who know nothing of rotations and emoji; mrkdwn. */
export function stateNews(ticket: Ticket): string {
  const who = actorWords(ticket.stateBy);
  const { name } = ticket;
  const words: Record<TriageState, () => string> = {
    untriaged: () => `${name} is open again, and waits for somebody to look at it.`,
    looking: () => `👀 ${who} is looking at ${name}.`,
    delegated: () =>
      `➡️ ${who} has passed ${name} on to ${ticket.assignee === null ? 'somebody who knows more' : mention(ticket.assignee)}.`,
    ticketed: () =>
      `📤 ${who} looked at ${name}: it is a task for the engineers now${issueWords(ticket)}. You hear when it is done.`,
    fixed: () => `✅ ${name} is fixed, says ${who}.${resolutionWords(ticket)}`,
    repeat: () => `🔁 ${name} is something that was reported already${sameWords(ticket)}.`,
    ignored: () => `🚫 ${who} looked at ${name}: nothing needs to be done${reasonWords(ticket)}.`,
  };
  return words[ticket.state]();
}

/** What became of a ticket since the news of its state, by one of its details; mrkdwn. */
export function detailNews(ticket: Ticket, detail: 'assignee' | 'ticket' | 'reason' | 'resolution'): string {
  const { name, assignee } = ticket;
  switch (detail) {
    case 'assignee':
      return `➡️ ${assignee === null ? 'Somebody' : mention(assignee)} takes care of ${name} now.`;
    case 'ticket':
      return `📤 The engineers' task for ${name}${issueWords(ticket)}.`;
    case 'reason':
      return `🚫 Why nothing needs to be done for ${name}${reasonWords(ticket)}.`;
    case 'resolution':
      return `✅ ${name} is fixed.${resolutionWords(ticket)}`;
    default:
      return detail satisfies never;
  }
}

/** What fixed a ticket; empty while that is not known. */
export const resolutionWords = ({ resolution }: Ticket): string =>
  resolution === null ? '' : ` What fixed it: ${spokenWithin(resolution, LONGEST_RESOLUTION)}`;

/** The Jira issue, as a link where it is one. */
export function issueWords({ jira }: Pick<Ticket, 'jira'>): string {
  if (jira === null) return '';
  const label = jira.split(/[/=]/).findLast((part) => part !== '') ?? jira;
  return /^https?:/.test(jira) ? ` is ${link(jira, label)}` : ` is ${escaped(jira)}`;
}

const reasonWords = ({ reason }: Ticket): string => (reason === null ? '' : `: ${spoken(reason)}`);
const sameWords = ({ joinedTo }: Ticket): string =>
  joinedTo === null ? '' : `: you hear of ${ticketName(joinedTo)} from now on`;
