import type { NewState } from '../alerts/set-state.ts';
import { stateWords } from '../alerts/state-words.ts';
import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import type { SubjectDetails } from '../triage/kind.ts';
import { changeTicket } from './change.ts';
import { followIncidentBy } from './incident/tell-incident.ts';
import { endTicketPages } from './paging/end-pages.ts';
import type { SupportParts } from './parts.ts';
import { isClosing, type Ticket } from './ticket.ts';
import { detailNews, stateNews } from './told-words.ts';

/** A ticket gets the state that the acts on its card come to. */
export type StateChange = {
  ticket: Ticket;
  next: NewState;
  now: Date;
  /** What is kept with the state, as the resolution that an incident brought. */
  with?: { resolution?: string | null; joined_to?: number };
  /** That its incident brought it: that is not told of it. */
  isFromIncident?: boolean;
  /** What those who listen are told instead of the usual words, in mrkdwn. */
  news?: string;
};

/**
 * Gives a ticket a state, in the transaction in which it came about under the lock of its card's triage: somebody has
 * looked, so that its pages are over; it is closed or open again; whoever listens is told, and its incident follows.
 */
export async function setTicketState(
  trx: Trx,
  say: Say,
  { ticket, next, now, with: kept = {}, isFromIncident = false, news }: StateChange,
  parts: SupportParts,
): Promise<Ticket> {
  const { state, by } = next;
  if (state === ticket.state && by === ticket.stateBy) return ticket;
  const isClosed = isClosing(state);
  const set = {
    ...{ state, state_by: by, state_at: next.at?.toISOString() ?? null },
    first_look_at: ticket.firstLookAt?.toISOString() ?? (state === 'untriaged' ? null : now.toISOString()),
    closed_at: isClosed ? (ticket.closedAt ?? now).toISOString() : null,
    ...(state !== 'fixed' && { resolution: null }),
    ...(state !== 'repeat' && { joined_to: null }),
    ...kept,
  };
  if (state !== 'untriaged') await endTicketPages(trx, say, { ticket, by, at: now }, parts);
  const text = state === 'untriaged' ? 'is open again' : `is ${stateWords[state].toLowerCase()}`;
  const told = news ?? stateNews({ ...ticket, state, stateBy: by, ...detailsOf(kept, ticket) });
  const change = { set, events: [{ at: now, by, kind: 'state' as const, text }], tell: { text: told, by } };
  const changed = await changeTicket(trx, say, { ticket, change }, parts);
  const isToggled = isClosed !== (ticket.closedAt !== null);
  if (isToggled && !isFromIncident) followIncidentBy(say, changed, 'state');
  return changed;
}

const detailsOf = (kept: StateChange['with'], { resolution, joinedTo }: Ticket) => ({
  resolution: kept?.resolution ?? resolution,
  joinedTo: kept?.joined_to ?? joinedTo,
});

const detailWords: Record<keyof SubjectDetails, (value: string) => string> = {
  assignee: (user) => `passed it on to @${user}`,
  ticket: (key) => `named the Jira issue ${key}`,
  reason: (reason) => `said why nothing needs to be done: ${reason}`,
  resolution: (text) => `told what fixed it: ${text}`,
};

/** Adds to a ticket whom it was delegated to, which issue it waits for, why it is ignored, or what fixed it. */
export async function setTicketDetails(
  trx: Trx,
  say: Say,
  { ticket, details, by, now }: { ticket: Ticket; details: SubjectDetails; by: string; now: Date },
  parts: SupportParts,
): Promise<Ticket> {
  let changed = ticket;
  for (const [detail, value] of Object.entries(details) as [keyof SubjectDetails, string][]) {
    const events = [{ at: now, by, kind: 'detail' as const, text: detailWords[detail](value) }];
    const news = detailNews({ ...changed, ...columnsOf(detail, value) }, detail);
    const change = { set: { [detail]: value }, events, tell: { text: news, by } };
    changed = await changeTicket(trx, say, { ticket: changed, change }, parts);
  }
  return changed;
}

const columnsOf = (detail: keyof SubjectDetails, value: string): Partial<Ticket> =>
  detail === 'ticket' ? { jira: value } : { [detail]: value };
