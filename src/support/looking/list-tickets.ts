import { subDays } from 'date-fns/subDays';
import { closest } from '../../config/closest.ts';
import type { Db } from '../../store/tables.ts';
import type { ListOf } from '../rules/typed-bug.ts';
import type { Ticket } from '../ticket.ts';
import { allTickets, everNamed, ticketsOfPerson, ticketsSince } from './list-store.ts';
import { openFirst, type ShownTicket, shownTickets } from './shown-tickets.ts';

/** So many days a ticket that is closed is listed. */
export const CLOSED_DAYS = 30;
/** So many tickets are shown; the rest is counted. */
const MOST = 20;

/** The tickets that somebody asked for: how many are open, how many were closed lately, and the first of them. */
export type TicketList = { of: ListOf; open: number; closed: number; shown: ShownTicket[] };

/** A name that no ticket has, and the deployment that it most likely means; null when none is near. */
export type UnknownName = { unknown: string; closest: string | null };

/** Who asks, when, and which deployments the configuration names. */
export type ListAsked = { user: string; now: Date; configured: readonly string[] };

/**
 * The tickets that somebody asks for with `/bug list`: those that are open, the newest first, and, unless only they are
 * asked for, then those that were closed in the last 30 days. Anybody may see any: whoever is concerned needs not have
 * reported it. Names are found in capital and small letters alike.
 */
export async function listTickets(db: Db, of: ListOf, asked: ListAsked): Promise<TicketList | UnknownName> {
  if (of.kind !== 'name') return listed(db, { of, tickets: await ticketsOf(db, of, asked), now: asked.now });
  const isNamed = (name: string) => name.toLowerCase() === of.name.toLowerCase();
  const ever = await everNamed(db);
  const deployments = [...asked.configured, ...ever.deployments];
  const known = [...deployments, ...ever.creators].find(isNamed);
  if (known === undefined) return { unknown: of.name, closest: closestOf(of.name, deployments) };
  const recent = await ticketsSince(db, subDays(asked.now, CLOSED_DAYS));
  const tickets = recent.filter(({ deployments, creator }) => deployments.some(isNamed) || isNamed(creator ?? ''));
  return listed(db, { of: { kind: 'name', name: known }, tickets, now: asked.now });
}

type AskedKind = Exclude<ListOf, { kind: 'name' }>;

async function ticketsOf(db: Db, of: AskedKind, { user, now }: ListAsked): Promise<Ticket[]> {
  const since = subDays(now, CLOSED_DAYS);
  switch (of.kind) {
    case 'open':
      return allTickets(db, { open: true });
    case 'all':
      return ticketsSince(db, since);
    case 'mine':
      return ticketsOfPerson(db, { user, since, follows: true });
    case 'user':
      return ticketsOfPerson(db, { user: of.user, since, follows: false });
    default:
      return of satisfies never;
  }
}

async function listed(
  db: Db,
  { of, tickets, now }: { of: ListOf; tickets: readonly Ticket[]; now: Date },
): Promise<TicketList> {
  const open = tickets.filter(({ closedAt }) => closedAt === null).length;
  const shown = await shownTickets(db, openFirst(tickets).slice(0, MOST), now);
  return { of, open, closed: tickets.length - open, shown };
}

/** The known name that is nearest, as it is written. */
function closestOf(name: string, known: readonly string[]): string | null {
  const written = new Map(known.map((each) => [each.toLowerCase(), each]));
  return written.get(closest(name, [...written.keys()]) ?? '') ?? null;
}
