import type { Insertable, Selectable } from 'kysely';
import type { Db, Tables, Trx } from '../store/tables.ts';
import type { AlertRow, NewAlertRow } from './store.ts';

export type StormRow = Selectable<Tables['storm']>;

/** The storm that is still going on in a channel: its last alert came after then. */
export async function stormSince(db: Db, channel: string, since: string): Promise<StormRow | undefined> {
  const recent = db.selectFrom('storm').selectAll().where('last_at', '>', since).where('channel', '=', channel);
  return recent.orderBy('id', 'desc').executeTakeFirst();
}

export async function insertStorm(trx: Trx, channel: string, messageId: string, at: string): Promise<StormRow> {
  return trx
    .insertInto('storm')
    .values({
      channel,
      message_id: messageId,
      started_at: at,
      last_at: at,
      state: 'untriaged',
      alerts: 0,
      changed: 1,
      shown_at: at,
      listed: 0,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateStorm(trx: Trx, id: number, change: Partial<Insertable<Tables['storm']>>): Promise<void> {
  await trx.updateTable('storm').set(change).where('id', '=', id).execute();
}

/** Counts new alerts to a storm. @returns its row, which nobody changes before this transaction ends. */
export async function growStorm(trx: Trx, id: number, born: number, at: string): Promise<StormRow> {
  return trx
    .updateTable('storm')
    .set((storm) => ({ alerts: storm('alerts', '+', born), last_at: at, changed: 1 }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** @returns the storm's row, which nobody changes before this transaction ends. */
export async function beginShowing(trx: Trx, id: number, at: string): Promise<StormRow> {
  const shown = trx.updateTable('storm').set({ shown_at: at }).where('id', '=', id);
  return shown.returningAll().executeTakeFirstOrThrow();
}

/** Storms whose message or list lacks something, and which were last rewritten before then. */
export async function stormsToShow(db: Db, shownBefore: string): Promise<StormRow[]> {
  return db
    .selectFrom('storm')
    .selectAll()
    .where((where) => where.or([where('changed', '=', 1), where('listed', '<', where.ref('alerts'))]))
    .where('shown_at', '<=', shownBefore)
    .execute();
}

/** Alerts of a storm in the order in which they joined it. */
export async function alertsOfStorm(db: Db, stormId: number, offset: number, limit: number): Promise<AlertRow[]> {
  return db
    .selectFrom('alert')
    .selectAll()
    .where('storm_id', '=', stormId)
    .orderBy('id')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function firingInStorm(db: Db, stormId: number): Promise<number> {
  const count = db.selectFrom('alert').select((select) => select.fn.countAll<number | string>().as('n'));
  const { n } = await count.where('storm_id', '=', stormId).where('condition', '=', 'firing').executeTakeFirstOrThrow();
  return Number(n);
}

/** The alarms that fired most in a storm, at most 15. */
export async function stormNames(db: Db, stormId: number): Promise<{ alarm: string; alerts: number }[]> {
  const rows = await db
    .selectFrom('alert')
    .select(['alarm', (select) => select.fn.countAll<number | string>().as('n')])
    .where('storm_id', '=', stormId)
    .groupBy('alarm')
    .orderBy('n', 'desc')
    .orderBy('alarm')
    .limit(15)
    .execute();
  return rows.map(({ alarm, n }) => ({ alarm, alerts: Number(n) }));
}

/** The incidents to which alerts of a storm belong, in the order of those; at most 15. */
export async function stormIncidents(db: Db, stormId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('alert')
    .select('incident')
    .where('storm_id', '=', stormId)
    .where('incident', 'is not', null)
    .groupBy('incident')
    .orderBy((select) => select.fn.min('id'))
    .limit(15)
    .execute();
  return rows.flatMap(({ incident }) => incident ?? []);
}

/**
 * Changes the alerts of a storm that have its state. A state of its own has the alert that was given it at another time.
 * @param storm its row from before it got another state.
 */
export async function setStormAlerts(
  trx: Trx,
  { id, state, state_at }: Pick<StormRow, 'id' | 'state' | 'state_at'>,
  change: Partial<NewAlertRow>,
): Promise<void> {
  const alike = trx.updateTable('alert').set(change).where('storm_id', '=', id).where('state', '=', state);
  await alike.where('state_at', state_at === null ? 'is' : '=', state_at).execute();
}

/** What a message of ours stands for: an alert's card, or a storm's. */
export async function byMessage(
  db: Db,
  messageId: string,
): Promise<{ alert: AlertRow | undefined; storm: StormRow | undefined }> {
  const storm = await db.selectFrom('storm').selectAll().where('message_id', '=', messageId).executeTakeFirst();
  if (storm) return { alert: undefined, storm };
  return {
    alert: await db.selectFrom('alert').selectAll().where('message_id', '=', messageId).executeTakeFirst(),
    storm,
  };
}
