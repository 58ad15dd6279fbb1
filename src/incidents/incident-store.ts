import type { Insertable, Updateable } from 'kysely';
import type { Db, Tables, Trx } from '../store/tables.ts';
import { type Incident, toIncident } from './incident.ts';

type NewIncidentRow = Insertable<Tables['incident']>;
export type IncidentChange = Updateable<Omit<Tables['incident'], 'id' | 'token' | 'asked_as'>>;

/** Keeps a new incident, which nothing asked for before. */
export async function insertIncident(trx: Trx, row: NewIncidentRow): Promise<Incident> {
  return toIncident(await trx.insertInto('incident').values(row).returningAll().executeTakeFirstOrThrow());
}

export async function updateIncident(trx: Trx, id: number, change: IncidentChange): Promise<Incident> {
  const updated = trx.updateTable('incident').set(change).where('id', '=', id);
  return toIncident(await updated.returningAll().executeTakeFirstOrThrow());
}

/** The incident of that id; null when there is none. */
export async function findIncident(db: Db, id: number): Promise<Incident | null> {
  const row = await db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toIncident(row) : null;
}

/** The incident that a request opened, by what tells it from others. */
export async function findAskedAs(db: Db, askedAs: string): Promise<Incident | null> {
  const row = await db.selectFrom('incident').selectAll().where('asked_as', '=', askedAs).executeTakeFirst();
  return row ? toIncident(row) : null;
}

/** The incident whose own channel it is; null for #war and others. */
export async function findByRoom(db: Db, channelId: string): Promise<Incident | null> {
  const row = await db.selectFrom('incident').selectAll().where('room', '=', channelId).executeTakeFirst();
  return row ? toIncident(row) : null;
}

/** Incidents, the newest first; open ones alone where that is asked for. */
export async function listIncidents(db: Db, { open, most }: { open: boolean; most?: number }): Promise<Incident[]> {
  let rows = db.selectFrom('incident').selectAll().orderBy('id', 'desc');
  if (open) rows = rows.where('state', '=', 'open');
  if (most !== undefined) rows = rows.limit(most);
  return (await rows.execute()).map(toIncident);
}
