import type { Say } from '../../outbox/say.ts';
import type { Ticket } from '../ticket.ts';

/** Errands by which incidents follow tickets; the payload of each names the ticket by its id. */
export const OPEN_INCIDENT_FOR = 'ticket.open_incident';
export const FOLLOW_TICKET = 'ticket.tell_incident';

/** What of a ticket its incident is to follow. */
export type Followed = 'state' | 'edited';

/** What is done for one ticket happens in order. */
const lineOf = ({ name }: Pick<Ticket, 'name'>): string => `ticket ${name}`;

/** Has an incident opened for a ticket, in a transaction of its own: incidents are locked before tickets. */
export function openIncidentFor(say: Say, ticket: Ticket): void {
  say.errand({ kind: OPEN_INCIDENT_FOR, line: lineOf(ticket), payload: { ticket: ticket.id } });
}

/** Has the incident of a ticket, if it has one, follow what became of it. */
export function followIncidentBy(say: Say, ticket: Ticket, what: Followed): void {
  if (ticket.incident === null) return;
  say.errand({ kind: FOLLOW_TICKET, line: lineOf(ticket), payload: { ticket: ticket.id, what } });
}
