import { clip } from '../clip.ts';
import { escaped, link, mention, slackTime } from '../slack/text.ts';
import type { TriageState } from './states.ts';

/** The sign of each state, as it stands in messages. */
export const stateSigns: Record<TriageState, string> = {
  untriaged: '❔',
  looking: '👀',
  repeat: '🔁',
  fixed: '✔️',
  delegated: '➡️',
  ticketed: '📤',
  ignored: '🚫',
};

/** What each state is called in messages. */
export const stateWords: Record<TriageState, string> = {
  untriaged: 'Untriaged',
  looking: 'Looking',
  repeat: 'Duplicate',
  fixed: 'Fixed',
  delegated: 'Delegated',
  ticketed: 'Ticket',
  ignored: 'Ignored',
};

/** What of an alert or a storm the line tells. */
export type Triaged = {
  state: TriageState;
  stateBy: string | null;
  stateAt: Date | null;
  assignee?: string | null;
  ticket?: string | null;
  reason?: string | null;
};

/** Where the people stand, with who and when: `👀 *Looking* · @ada · 14:03`. */
export function stateLine({ state, stateBy, stateAt, ...details }: Triaged, zone: string): string {
  const parts = [`${stateSigns[state]} *${stateWords[state]}*${detail(state, details)}`];
  if (stateBy) parts.push(mention(stateBy));
  if (stateAt) parts.push(slackTime(stateAt, zone));
  return parts.join(' · ');
}

function detail(
  state: TriageState,
  { assignee, ticket, reason }: Pick<Triaged, 'assignee' | 'ticket' | 'reason'>,
): string {
  if (state === 'delegated' && assignee) return ` to ${mention(assignee)}`;
  if (state === 'ticketed' && ticket) return ` ${ticketText(ticket)}`;
  if (state === 'ignored' && reason) return ` (${escaped(reason)})`;
  return '';
}

/** A ticket is a key such as `SHOP-12`, or a link to one, which is shown by its last part. */
function ticketText(ticket: string): string {
  const label = ticket.split('/').findLast((part) => part !== '') ?? ticket;
  return /^https?:/.test(ticket) ? link(ticket, clip(label, 60)) : escaped(ticket);
}
