import { TZDate } from '@date-fns/tz';
import type { TriageState } from '../../alerts/states.ts';
import type { Impact } from '../../incidents/rules/impact.ts';
import type { Db } from '../../store/tables.ts';
import { historyOf } from '../history.ts';
import { type Ticket, whoIsOn } from '../ticket.ts';
import { findTicket } from '../ticket-store.ts';
import { allTickets, postedAt } from './list-store.ts';

/**
 * A ticket as scripts and clients see it: `watchbill tickets --json`, the HTTP API. Times are ISO 8601 with the offset of
 * the configured zone, people Slack user ids. `reporter` is null when it came by the API, `assignee` is who is on it,
 * `ticket` a Jira key or link; `channel` (an id) and `ts` are those of its card, null until that is posted.
 */
export type ListedTicket = {
  id: string;
  title: string;
  summary: string;
  impact: Impact;
  state: TriageState;
  reporter: string | null;
  assignee: string | null;
  deployments: readonly string[];
  openedAt: string;
  dueAt: string | null;
  firstLookAt: string | null;
  closedAt: string | null;
  ticket: string | null;
  incident: string | null;
  channel: string | null;
  ts: string | null;
};

/** A line of a ticket's history as scripts see it; `by` is null for what Watchbill did. */
export type ListedTicketEvent = { at: string; by: string | null; kind: string; text: string };

/** The same with its history: `watchbill tickets T-42 --json`. */
export type DetailedTicket = ListedTicket & { timeline: ListedTicketEvent[] };

/** All tickets, or those that are open, the newest first. */
export async function listedTickets(db: Db, { open, zone }: { open: boolean; zone: string }): Promise<ListedTicket[]> {
  return describedTickets(db, await allTickets(db, { open }), zone);
}

/** Tickets as scripts see them, in the same order. */
export async function describedTickets(db: Db, tickets: readonly Ticket[], zone: string): Promise<ListedTicket[]> {
  const posted = await postedAt(
    db,
    tickets.map(({ messageId }) => messageId),
  );
  return tickets.map((ticket) => {
    const { name, title, summary, impact, state, reporter, deployments, jira, incident } = ticket;
    const { channel = null, ts = null } = posted.get(ticket.messageId) ?? {};
    return {
      ...{ id: name, title, summary, impact, state, reporter, assignee: whoIsOn(ticket), deployments },
      openedAt: timeIn(ticket.openedAt, zone),
      dueAt: ticket.dueAt && timeIn(ticket.dueAt, zone),
      firstLookAt: ticket.firstLookAt && timeIn(ticket.firstLookAt, zone),
      closedAt: ticket.closedAt && timeIn(ticket.closedAt, zone),
      ...{ ticket: jira, incident, channel, ts },
    };
  });
}

/** One ticket with its history; null when there is none of that id. */
export async function detailedTicket(
  db: Db,
  { id, zone }: { id: number; zone: string },
): Promise<DetailedTicket | null> {
  const found = await findTicket(db, id);
  const [listed] = await describedTickets(db, found === null ? [] : [found], zone);
  return listed ? { ...listed, timeline: await describedHistory(db, id, zone) } : null;
}

/** A ticket's history as scripts see it, in order. */
export async function describedHistory(db: Db, ticket: number, zone: string): Promise<ListedTicketEvent[]> {
  const events = await historyOf(db, ticket);
  return events.map(({ at, by, kind, text }) => ({ at: timeIn(at, zone), by, kind, text }));
}

const timeIn = (at: Date, zone: string): string => new TZDate(at, zone).toISOString();
