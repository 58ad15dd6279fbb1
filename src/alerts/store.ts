import { type Insertable, type Selectable, sql } from 'kysely';
import { inChunks } from '../store/chunks.ts';
import { insertAlike } from '../store/insert-alike.ts';
import type { Db, Tables, Trx } from '../store/tables.ts';

export type AlertRow = Selectable<Tables['alert']>;
export type NewAlertRow = Insertable<Tables['alert']>;
export type AlarmRow = Selectable<Tables['alarm']>;
export type EventRow = Selectable<Tables['alarm_event']>;

/** An alarm of a source. */
export type AlarmKey = { source: string; key: string };

/** Which of these events are known already. */
export async function knownEvents(db: Db, ids: string[]): Promise<Set<string>> {
  const known = db.selectFrom('alarm_event').select('id');
  const rows = await inChunks(ids, (chunk) => known.where('id', 'in', chunk).execute());
  return new Set(rows.map((row) => row.id));
}

/** The alarms of these keys that were heard of before; a key may stand in several sources. */
export async function alarmsByKey(db: Db, keys: string[]): Promise<AlarmRow[]> {
  return inChunks(keys, (chunk) => db.selectFrom('alarm').selectAll().where('key', 'in', chunk).execute());
}

export async function alertsById(db: Db, ids: readonly number[]): Promise<AlertRow[]> {
  return inChunks(ids, (chunk) => db.selectFrom('alert').selectAll().where('id', 'in', chunk).execute());
}

/** The alerts that a message shows, oldest first. */
export async function alertsOfMessage(db: Db, messageId: string): Promise<AlertRow[]> {
  return db.selectFrom('alert').selectAll().where('message_id', '=', messageId).orderBy('id').execute();
}

/** Those of these alerts that no open incident has, in order. */
export async function alertsToTie(db: Db, ids: readonly number[]): Promise<AlertRow[]> {
  const open = db.selectFrom('incident').select(sql<string>`'INC-' || id`.as('name')).where('state', '=', 'open');
  const free = db
    .selectFrom('alert')
    .selectAll()
    .where((where) => where.or([where('incident', 'is', null), where('incident', 'not in', open)]));
  return inChunks(ids, (chunk) => free.where('id', 'in', chunk).orderBy('id').execute());
}

/** The alerts tied to an incident, oldest first, with where Slack shows them. */
export async function alertsTiedTo(db: Db, incident: string) {
  return db
    .selectFrom('alert')
    .leftJoin('message', 'message.id', 'alert.message_id')
    .selectAll('alert')
    .select(['message.channel_id', 'message.ts'])
    .where('alert.incident', '=', incident)
    .orderBy('alert.id')
    .execute();
}

/** The alerts of alarms of these keys that fired since then. */
export async function firingsSince(
  db: Db,
  keys: string[],
  since: string,
): Promise<(AlarmKey & { fired_at: string; repeats: number })[]> {
  const recent = db.selectFrom('alert').select(['source', 'key', 'fired_at', 'repeats']).where('fired_at', '>=', since);
  return inChunks(keys, (chunk) => recent.where('key', 'in', chunk).execute());
}

/** How many alerts arrived in a channel after then, counted up to `most`. */
export async function bornSince(db: Db, channel: string, since: string, most: number): Promise<number> {
  const recent = db.selectFrom('alert').select('id').where('channel', '=', channel).where('received_at', '>', since);
  const counted = db.selectFrom(recent.limit(most).as('recent')).select((select) => select.fn.countAll().as('n'));
  return Number((await counted.executeTakeFirstOrThrow()).n);
}

/** All events of an alarm from then on, oldest first. */
export async function eventsFrom(db: Db, { source, key }: AlarmKey, from: string): Promise<EventRow[]> {
  return db
    .selectFrom('alarm_event')
    .selectAll()
    .where('source', '=', source)
    .where('key', '=', key)
    .where('at', '>=', from)
    .orderBy('at')
    .orderBy('received_at')
    .execute();
}

/** The newest event of an alarm at or before then that belongs to an alert. */
export async function lastPlacedBefore(db: Db, { source, key }: AlarmKey, at: string): Promise<EventRow | undefined> {
  return db
    .selectFrom('alarm_event')
    .selectAll()
    .where('source', '=', source)
    .where('key', '=', key)
    .where('at', '<=', at)
    .where('alert_id', 'is not', null)
    .orderBy('at', 'desc')
    .executeTakeFirst();
}

export async function eventsOfAlert(db: Db, alert: AlertRow): Promise<EventRow[]> {
  const events = await eventsFrom(db, alert, '');
  return events.filter((event) => event.alert_id === alert.id);
}

/** Inserts alerts in this order. @returns their ids, with what identifies each. */
export async function insertAlerts(
  trx: Trx,
  rows: NewAlertRow[],
): Promise<{ id: number; source: string; key: string; fired_at: string }[]> {
  return insertAlike(trx, 'alert', rows, (chunk) =>
    trx.insertInto('alert').values(chunk).returning(['id', 'source', 'key', 'fired_at']),
  );
}

export async function insertEvents(trx: Trx, rows: EventRow[]): Promise<void> {
  await insertAlike(trx, 'alarm_event', rows, (chunk) => trx.insertInto('alarm_event').values(chunk));
}

export async function assignEvents(trx: Trx, ids: string[], alertId: number): Promise<void> {
  if (ids.length > 0) await trx.updateTable('alarm_event').set({ alert_id: alertId }).where('id', 'in', ids).execute();
}

export async function saveAlarms(trx: Trx, rows: AlarmRow[]): Promise<void> {
  const upsert = (chunk: AlarmRow[]) =>
    trx
      .insertInto('alarm')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['source', 'key']).doUpdateSet((row) => ({
          name: row.ref('excluded.name'),
          condition: row.ref('excluded.condition'),
          last_event_at: row.ref('excluded.last_event_at'),
          alert_id: row.ref('excluded.alert_id'),
        })),
      );
  await insertAlike(trx, 'alarm', rows, upsert);
}

/** @returns the row after the change, with what others committed before. */
export async function updateAlert(trx: Trx, id: number, change: Partial<NewAlertRow>): Promise<AlertRow> {
  return trx.updateTable('alert').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
}

/** The same change to several alerts. */
export async function updateAlerts(trx: Trx, ids: readonly number[], change: Partial<NewAlertRow>): Promise<void> {
  await inChunks(ids, (chunk) => trx.updateTable('alert').set(change).where('id', 'in', chunk).execute());
}

/** Keeps what could not be read. @returns the ids of those that were not kept before. */
export async function insertRejected(trx: Trx, rows: Selectable<Tables['rejected']>[]): Promise<string[]> {
  const inserted = await inChunks(rows, (chunk) =>
    trx
      .insertInto('rejected')
      .values(chunk)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute(),
  );
  return inserted.map((row) => row.id);
}

/** The alarms of a source that fire as far as is known. */
export async function firingAlarms(db: Db, source: string): Promise<AlarmRow[]> {
  return db.selectFrom('alarm').selectAll().where('source', '=', source).where('condition', '=', 'firing').execute();
}

/** The newest alert of any alarm of that name. */
export async function newestAlertNamed(db: Db, name: string): Promise<AlertRow | undefined> {
  const named = db.selectFrom('alarm').innerJoin('alert', 'alert.id', 'alarm.alert_id').where('alarm.name', '=', name);
  return named.selectAll('alert').orderBy('alert.fired_at', 'desc').executeTakeFirst();
}
