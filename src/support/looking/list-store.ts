import type { SelectQueryBuilder } from 'kysely';
import type { Impact } from '../../incidents/rules/impact.ts';
import { inChunks } from '../../store/chunks.ts';
import type { Db, Tables } from '../../store/tables.ts';
import type { CountedTicket } from '../rules/figures.ts';
import { type Ticket, type TicketRow, toTicket } from '../ticket.ts';

/** Where a message stands in Slack; null before it is posted. */
export type Posted = { channel: string | null; ts: string | null };

/** Where messages stand in Slack, by their id. */
export async function postedAt(db: Db, messageIds: readonly string[]): Promise<ReadonlyMap<string, Posted>> {
  const messages = db.selectFrom('message').select(['id', 'channel_id', 'ts']);
  const rows = await inChunks(messageIds, (chunk) => messages.where('id', 'in', chunk).execute());
  return new Map(rows.map(({ id, channel_id: channel, ts }) => [id, { channel, ts }]));
}

/** All tickets, or those that are open, the newest first. */
export async function allTickets(db: Db, { open }: { open: boolean }): Promise<Ticket[]> {
  const tickets = db.selectFrom('ticket').selectAll('ticket');
  return newestFirst(open ? tickets.where('closed_at', 'is', null) : tickets);
}

/** The tickets that are open, or were closed since then, the newest first. */
export async function ticketsSince(db: Db, since: Date): Promise<Ticket[]> {
  return newestFirst(openOrSince(db, since));
}

/** Of those the tickets that somebody reported; with `follows`, also those that they follow. */
export async function ticketsOfPerson(
  db: Db,
  { user, since, follows }: { user: string; since: Date; follows: boolean },
): Promise<Ticket[]> {
  const followed = db.selectFrom('ticket_follower').select('ticket_id').where('user_id', '=', user);
  const own = openOrSince(db, since).where((where) =>
    where.or([where('reporter', '=', user), ...(follows ? [where('ticket.id', 'in', followed)] : [])]),
  );
  return newestFirst(own);
}

type Tickets = SelectQueryBuilder<Tables, 'ticket', TicketRow>;

function openOrSince(db: Db, since: Date): Tickets {
  const tickets = db.selectFrom('ticket').selectAll('ticket');
  return tickets.where((where) =>
    where.or([where('closed_at', 'is', null), where('closed_at', '>=', since.toISOString())]),
  );
}

async function newestFirst(tickets: Tickets): Promise<Ticket[]> {
  const rows = tickets.orderBy('ticket.opened_at', 'desc').orderBy('ticket.id', 'desc');
  return (await rows.execute()).map(toTicket);
}

/** How many tickets are open, by state. */
export async function openByState(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('ticket')
    .select(['state', (select) => select.fn.countAll<number | string>().as('n')])
    .where('closed_at', 'is', null)
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, n }) => [state, Number(n)]));
}

/** What is counted of the tickets that were raised since then, and of those that are open, in no order. */
export async function countedTickets(db: Db, since: Date): Promise<CountedTicket[]> {
  const rows = await db
    .selectFrom('ticket')
    .select(['impact', 'opened_at', 'due_at', 'first_look_at', 'closed_at'])
    .where((where) => where.or([where('closed_at', 'is', null), where('opened_at', '>=', since.toISOString())]))
    .execute();
  return rows.map(({ impact, opened_at, due_at, first_look_at, closed_at }) => ({
    ...{ impact: impact as Impact, openedAt: new Date(opened_at), dueAt: dateOrNull(due_at) },
    ...{ firstLookAt: dateOrNull(first_look_at), closedAt: dateOrNull(closed_at) },
  }));
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** All that `/bug list` can be asked for by name: every deployment of a ticket, and whom programs named as reporters. */
export async function everNamed(db: Db): Promise<{ deployments: string[]; creators: string[] }> {
  const named = await db.selectFrom('ticket').select('deployments').distinct().execute();
  const creators = await db
    .selectFrom('ticket')
    .select('creator')
    .distinct()
    .where('creator', 'is not', null)
    .execute();
  return {
    deployments: [...new Set(named.flatMap(({ deployments }) => JSON.parse(deployments) as string[]))],
    creators: creators.flatMap(({ creator }) => creator ?? []),
  };
}
