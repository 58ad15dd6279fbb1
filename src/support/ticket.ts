import type { Selectable } from 'kysely';
import { isTriageState, type TriageState } from '../alerts/states.ts';
import type { Impact } from '../incidents/rules/impact.ts';
import type { Tables } from '../store/tables.ts';
import { ticketName } from './rules/ticket-name.ts';

/** A support case. People are Slack user ids. */
export type Ticket = {
  id: number;
  /** As people call it: `T-42`. */
  name: string;
  source: 'form' | 'message' | 'api';
  /** Whoever raised it in Slack; null when it came by the API. */
  reporter: string | null;
  /** The client of the API by which it came, and whom that named, which is outside text. */
  client: string | null;
  creator: string | null;
  title: string;
  /** Markdown as it was typed, with people as `@U0ADA`; empty when there is none. */
  summary: string;
  impact: Impact;
  deployments: readonly string[];
  /** The address of the message that it was raised from. */
  link: string | null;
  state: TriageState;
  stateBy: string | null;
  stateAt: Date | null;
  /** To whom it was delegated. */
  assignee: string | null;
  /** The Jira issue that it waits for: its key, or its address. */
  jira: string | null;
  reason: string | null;
  /** What fixed it. */
  resolution: string | null;
  openedAt: Date;
  /** By when somebody looks; null when nothing was promised. */
  dueAt: Date | null;
  firstLookAt: Date | null;
  /** Null while it is open. */
  closedAt: Date | null;
  changedAt: Date;
  /** Who had the duty when it was raised, or has it next, from then on; null when nobody is known. */
  duty: { member: string; from: Date | null } | null;
  /** The channel of its card, as the configuration names it, and the card. */
  channel: string;
  messageId: string;
  /** The incident that it belongs to: `INC-7`. */
  incident: string | null;
  /** The id of the ticket of which it is another report. */
  joinedTo: number | null;
};

export type TicketRow = Selectable<Tables['ticket']>;

/** States in which nothing is left to do for a ticket. */
const closing: readonly TriageState[] = ['fixed', 'ignored', 'repeat'];

/** Whether a state closes a ticket. */
export const isClosing = (state: TriageState): boolean => closing.includes(state);

/** Who is on it: to whom it was delegated, else whoever looks or wrote the issue; null while nobody is. */
export function whoIsOn({ state, stateBy, assignee }: Pick<Ticket, 'state' | 'stateBy' | 'assignee'>): string | null {
  if (state === 'untriaged') return null;
  return state === 'delegated' ? (assignee ?? stateBy) : stateBy;
}

/** The ticket that a row holds. */
export function toTicket(row: TicketRow): Ticket {
  return {
    id: row.id,
    name: ticketName(row.id),
    source: row.source as Ticket['source'],
    reporter: row.reporter,
    client: row.client,
    creator: row.creator,
    title: row.title,
    summary: row.summary,
    impact: row.impact as Impact,
    deployments: JSON.parse(row.deployments) as string[],
    link: row.link,
    state: isTriageState(row.state) ? row.state : 'untriaged',
    stateBy: row.state_by,
    stateAt: dateOrNull(row.state_at),
    assignee: row.assignee,
    jira: row.ticket,
    reason: row.reason,
    resolution: row.resolution,
    openedAt: new Date(row.opened_at),
    dueAt: dateOrNull(row.due_at),
    firstLookAt: dateOrNull(row.first_look_at),
    closedAt: dateOrNull(row.closed_at),
    changedAt: new Date(row.changed_at),
    duty: row.duty_member === null ? null : { member: row.duty_member, from: dateOrNull(row.duty_from) },
    channel: row.channel,
    messageId: row.message_id,
    incident: row.incident,
    joinedTo: row.joined_to,
  };
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));
