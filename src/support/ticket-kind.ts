import { subDays } from 'date-fns/subDays';
import type { Db } from '../store/tables.ts';
import type { ShownAt, Subject, TriageKind } from '../triage/kind.ts';
import { tellIssueDone } from './issue-done.ts';
import type { SupportParts } from './parts.ts';
import { ticketId } from './rules/ticket-name.ts';
import { setTicketDetails, setTicketState } from './set-state.ts';
import type { Ticket } from './ticket.ts';
import { findByCard, findTicket } from './ticket-store.ts';

/** The ticket that a name like `T-42` stands for; null when there is none. */
export async function ticketNamed(db: Db, ref: string): Promise<Ticket | null> {
  const id = /^T-/.test(ref) ? ticketId(ref) : null;
  return id === null ? null : findTicket(db, id);
}

/** Tickets, as triage sees them: the emoji of alerts work on their cards, with the same meaning. */
export function ticketKind(parts: SupportParts): TriageKind {
  return {
    async find(db, messageId) {
      const ticket = await findByCard(db, messageId);
      return ticket && { asked: subjectOf(ticket) };
    },
    async named(db, ref) {
      const ticket = await ticketNamed(db, ref);
      if (ticket === null) return null;
      return { ...subjectOf(ticket), messageId: ticket.messageId, label: `${ticket.name} ${ticket.title}` };
    },
    async setState(trx, say, { messageId, next, now }) {
      const ticket = await findByCard(trx, messageId);
      if (ticket) await setTicketState(trx, say, { ticket, next, now }, parts);
    },
    async setDetails(trx, say, { ref, details, by, now }) {
      const ticket = await ticketNamed(trx, ref);
      if (ticket) await setTicketDetails(trx, say, { ticket, details, by, now }, parts);
    },
    async issueDone(trx, say, { ref, issue, now }) {
      const ticket = await ticketNamed(trx, ref);
      if (ticket) await tellIssueDone(trx, say, { ticket, issue, now }, parts);
    },
    recentMessages: recentCards,
  };
}

const subjectOf = ({ name, channel, state, assignee, jira, reason, resolution }: Ticket): Subject => {
  const asks = { asksTicket: true, asksResolution: resolution === null };
  return { ref: name, channel, state, assignee, ticket: jira, reason, ...asks };
};

/** Open tickets may wait for weeks, and are read again all that time. */
const OPEN_DAYS = 60;

/** The cards of tickets that changed since then, and of those that are open, the newest first, at most so many. */
async function recentCards(db: Db, since: Date, most: number): Promise<ShownAt[]> {
  const cards = db.selectFrom('ticket').innerJoin('message', 'message.id', 'ticket.message_id');
  const open = subDays(since, OPEN_DAYS).toISOString();
  const rows = await cards
    .select(['message.id', 'message.channel_id', 'message.ts'])
    .where((where) =>
      where.or([
        where('ticket.changed_at', '>=', since.toISOString()),
        where.and([where('ticket.closed_at', 'is', null), where('ticket.changed_at', '>=', open)]),
      ]),
    )
    .orderBy('ticket.changed_at', 'desc')
    .limit(most)
    .execute();
  return rows.flatMap(({ id, channel_id, ts }) => (channel_id && ts ? [{ id, channelId: channel_id, ts }] : []));
}
