import { sql } from 'kysely';
import type { Db } from '../../store/tables.ts';
import { type Ticket, toTicket } from '../ticket.ts';

/** Which tickets a page has: what is null does not matter. Texts are as they are kept. */
export type PageAsked = {
  by: { client: string; creator: string } | null;
  deployment: string | null;
  isOpen: boolean | null;
  /** Only those with a smaller id. */
  before: number | null;
  most: number;
};

/** A page of tickets, the newest first. */
export async function ticketPage(db: Db, { by, deployment, isOpen, before, most }: PageAsked): Promise<Ticket[]> {
  let rows = db.selectFrom('ticket').selectAll();
  if (by !== null) rows = rows.where('client', '=', by.client).where('creator', '=', by.creator);
  if (deployment !== null) rows = rows.where(isAbout(deployment));
  if (isOpen !== null) rows = rows.where('closed_at', isOpen ? 'is' : 'is not', null);
  if (before !== null) rows = rows.where('id', '<', before);
  return (await rows.orderBy('id', 'desc').limit(most).execute()).map(toTicket);
}

/**
 * Whether a name is among those that stand in the column as JSON: after the bracket, or after a comma. `like` would know
 * wildcards, and in SQLite no capitals; `replace` is the same in both engines.
 */
function isAbout(deployment: string) {
  const name = JSON.stringify(deployment);
  const [first, further] = [`[${name}`, `,${name}`];
  return sql<boolean>`(replace(deployments, ${first}, '') <> deployments or replace(deployments, ${further}, '') <> deployments)`;
}
