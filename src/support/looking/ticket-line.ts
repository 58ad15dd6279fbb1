import { stateSigns, stateWords } from '../../alerts/state-words.ts';
import { clip } from '../../clip.ts';
import { impactEmoji, impactWords } from '../../incidents/rules/impact.ts';
import { escaped, link, mention, slackTime } from '../../slack/text.ts';
import { type Ticket, whoIsOn } from '../ticket.ts';
import type { ShownTicket } from './shown-tickets.ts';

/** Of each ticket so many characters are shown: twenty lines fit into what Slack shows without unfolding. */
const LONGEST_TITLE = 120;
const LONGEST_DEPLOYMENTS = 100;
const LONGEST_ISSUE = 60;

/** A ticket in a line of mrkdwn: how bad, which, where the people stand with it, since when, and what it affects. */
export function ticketLine({ ticket, url, isOverdue }: ShownTicket, zone: string): string {
  const { name, title, impact, deployments } = ticket;
  const words = `${name} ${clip(title, LONGEST_TITLE)}`;
  const parts = [
    `${impactEmoji[impact]} *${url === null ? escaped(words) : link(url, words)}*`,
    impactWords[impact],
    ...standing(ticket),
    when(ticket, { isOverdue, zone }),
    ...(deployments.length === 0 ? [] : [escaped(clip(deployments.join(', '), LONGEST_DEPLOYMENTS))]),
  ];
  return parts.join(' · ');
}

function standing(ticket: Ticket): string[] {
  const { state, jira } = ticket;
  const words = `${stateSigns[state]} ${stateWords[state]}`;
  const who = whoIsOn(ticket);
  const person = who === null ? null : mention(who);
  if (state === 'delegated') return [person === null ? words : `${words} to ${person}`];
  const issue = state === 'ticketed' && jira !== null ? ` ${escaped(issueLabel(jira))}` : '';
  return [`${words}${issue}`, ...(person === null ? [] : [person])];
}

/** A Jira issue as people call it: a link's last part. */
export function issueLabel(jira: string): string {
  return clip(jira.split(/[/=]/).findLast((part) => part !== '') ?? jira, LONGEST_ISSUE);
}

function when(
  { openedAt, dueAt, firstLookAt, closedAt }: Ticket,
  { isOverdue, zone }: { isOverdue: boolean; zone: string },
): string {
  const since = `since ${slackTime(openedAt, zone)}`;
  if (closedAt !== null) return `${since}, closed ${slackTime(closedAt, zone)}`;
  if (dueAt === null || firstLookAt !== null) return since;
  return isOverdue ? `${since}, ⏰ overdue since ${slackTime(dueAt, zone)}` : `${since}, due ${slackTime(dueAt, zone)}`;
}
