import type { Selectable } from 'kysely';
import type { Db, Tables, Trx } from '../../store/tables.ts';

/**
 * People asked to come, once. A page that goes on to others is a row of its own; all of them share the `root`, the id of
 * the first, and are one chain. People are Slack user ids.
 */
export type Page = {
  id: number;
  /** The id of its incident. */
  incident: number;
  root: number;
  /** A link of the chain, a user id, or a contact of Incident Manager. */
  whom: string;
  /** Who was paged; nobody when nobody held the link, and for a contact. */
  users: readonly string[];
  /** Null when Watchbill did it. */
  by: string | null;
  at: Date;
  /** Counts from 1 how often the chain was gone through. */
  round: number;
  /** When it goes on to the next; null once it does not any more. */
  escalateAt: Date | null;
  /** Null as well when its incident ended before anybody acknowledged. */
  ackedBy: Acknowledger | null;
  /** When it was over: acknowledged, or ended with its incident; null while it is open. */
  ackedAt: Date | null;
  /** The direct messages that say it, by user. */
  messages: Readonly<Record<string, string>>;
  /** The message in the room; null until there is one. */
  roomMessage: string | null;
  /** The ARNs of what it began in Incident Manager. */
  engagements: readonly string[];
};

/** Who acknowledged: somebody in Slack, by user id, or a contact of Incident Manager by its name, which is outside text. */
export type Acknowledger = { user: string } | { name: string };

/** A page to be. `root` is null for the first of a chain. */
export type NewPage = Pick<Page, 'incident' | 'whom' | 'users' | 'by' | 'at' | 'round'> & {
  root: number | null;
  escalateAt: Date;
};

export async function insertPage(trx: Trx, page: NewPage): Promise<Page> {
  const { incident, root, whom, users, by, at, round, escalateAt } = page;
  const row = {
    ...{ incident_id: incident, root_id: root, whom, users: JSON.stringify(users), by, round },
    ...{ at: at.toISOString(), escalate_at: escalateAt.toISOString(), acked_by: null, acked_at: null },
    ...{ messages: '{}', room_message: null, engagements: '' },
  };
  return toPage(await trx.insertInto('incident_page').values(row).returningAll().executeTakeFirstOrThrow());
}

/** Keeps which messages say a page, and when it goes on. */
export async function updatePage(
  trx: Trx,
  id: number,
  { messages, roomMessage, escalateAt }: Partial<Pick<Page, 'messages' | 'roomMessage' | 'escalateAt'>>,
): Promise<Page> {
  const changed = trx.updateTable('incident_page').set({
    ...(messages !== undefined && { messages: JSON.stringify(messages) }),
    ...(roomMessage !== undefined && { room_message: roomMessage }),
    ...(escalateAt !== undefined && { escalate_at: escalateAt?.toISOString() ?? null }),
  });
  return toPage(await changed.where('id', '=', id).returningAll().executeTakeFirstOrThrow());
}

/**
 * Ends chains: acknowledged by somebody, or by nobody when their incident is over.
 * @returns the pages that were open until then, in order.
 */
export async function closeChains(
  trx: Trx,
  roots: readonly number[],
  { by, at }: { by: Acknowledger | null; at: Date },
): Promise<Page[]> {
  const acked_by = by && ('user' in by ? by.user : `${CONTACT}${by.name}`);
  const closed = trx.updateTable('incident_page').set({ acked_by, acked_at: at.toISOString(), escalate_at: null });
  const open = closed
    .where((where) => where.or([where('id', 'in', roots), where('root_id', 'in', roots)]))
    .where('acked_at', 'is', null);
  const rows = await open.returningAll().execute();
  return rows.map(toPage).sort((one, other) => one.id - other.id);
}

/** The page of that id; null when there is none. */
export async function findPage(db: Db, id: number): Promise<Page | null> {
  const row = await db.selectFrom('incident_page').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toPage(row) : null;
}

/** All pages of a chain, by the id of its first, in order. */
export async function chainOf(db: Db, root: number): Promise<Page[]> {
  const rows = db.selectFrom('incident_page').selectAll();
  const chain = rows.where((where) => where.or([where('id', '=', root), where('root_id', '=', root)]));
  return (await chain.orderBy('id').execute()).map(toPage);
}

/** The pages of an incident that nobody has acknowledged, in order. */
export async function openPages(db: Db, incident: number): Promise<Page[]> {
  const rows = db.selectFrom('incident_page').selectAll().where('incident_id', '=', incident);
  return (await rows.where('acked_at', 'is', null).orderBy('id').execute()).map(toPage);
}

/** Everything that waits to go on to the next, of any incident, in the order in which it is due. */
export async function waitingPages(db: Db): Promise<Page[]> {
  const rows = db.selectFrom('incident_page').selectAll().where('escalate_at', 'is not', null);
  return (await rows.orderBy('escalate_at').orderBy('id').execute()).map(toPage);
}

function toPage(row: Selectable<Tables['incident_page']>): Page {
  return {
    ...{ id: row.id, incident: row.incident_id, root: row.root_id ?? row.id, whom: row.whom, by: row.by },
    ...{ users: JSON.parse(row.users) as string[], at: new Date(row.at), round: row.round },
    ...{ escalateAt: dateOrNull(row.escalate_at), ackedBy: ackerIn(row.acked_by), ackedAt: dateOrNull(row.acked_at) },
    ...{ messages: JSON.parse(row.messages) as Record<string, string>, roomMessage: row.room_message },
    engagements: engagementsIn(row.engagements),
  };
}

/** The engagements that a row holds, by their ARNs. */
export const engagementsIn = (text: string): string[] => text.split(' ').filter(Boolean);

/** What stands before the name of a contact that acknowledged: some have names like the ids of users. */
const CONTACT = 'contact ';

function ackerIn(text: string | null): Acknowledger | null {
  if (text === null) return null;
  return text.startsWith(CONTACT) ? { name: text.slice(CONTACT.length) } : { user: text };
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));
