import { migrations } from '../../db/migrations/all.ts';
import type { Db } from '../store/tables.ts';

/** Steps of the schema that a newer Watchbill made; `breaking` ones keep this one from starting. */
export async function newerSteps(db: Db): Promise<{ name: string; breaking: boolean }[]> {
  const rows = await db.selectFrom('schema_migration').select(['name', 'breaking']).orderBy('name').execute();
  const known = new Set(migrations.map(({ name }) => name));
  return rows.filter(({ name }) => !known.has(name)).map(({ name, breaking }) => ({ name, breaking: breaking === 1 }));
}

/** Payloads that could not be read, by the road they came: how many, and why the newest one was not. */
export async function rejectedByRoad(db: Db): Promise<{ road: string; count: number; newest: string }[]> {
  const roads = await db
    .selectFrom('rejected')
    .select((select) => ['road', select.fn.countAll<number | string>().as('n')])
    .groupBy('road')
    .orderBy('road')
    .execute();
  return Promise.all(
    roads.map(async ({ road, n }) => {
      const newest = db.selectFrom('rejected').select('reason').where('road', '=', road);
      const { reason } = await newest.orderBy('received_at', 'desc').executeTakeFirstOrThrow();
      return { road, count: Number(n), newest: reason };
    }),
  );
}

/** Messages that Slack will never take, by its word for it. */
export async function refusedByError(db: Db): Promise<{ error: string; count: number }[]> {
  const rows = await db
    .selectFrom('outbox')
    .select((select) => ['last_error', select.fn.countAll<number | string>().as('n')])
    .where('dead', '=', 1)
    .groupBy('last_error')
    .orderBy('last_error')
    .execute();
  return rows.map(({ last_error: error, n }) => ({ error: error ?? 'unknown', count: Number(n) }));
}

/** Messages said before then that still wait, by channel. */
export async function waitingSince(
  db: Db,
  before: Date,
): Promise<{ channel: string; count: number; oldest: string }[]> {
  const rows = await db
    .selectFrom('outbox')
    .select((select) => [
      'channel',
      select.fn.countAll<number | string>().as('n'),
      select.fn.min('created_at').as('oldest'),
    ])
    .where('dead', '=', 0)
    .where('created_at', '<', before.toISOString())
    .groupBy('channel')
    .orderBy('channel')
    .execute();
  return rows.map(({ channel, n, oldest }) => ({ channel, count: Number(n), oldest }));
}

/** Every alarm ever heard of, with its newest alert's event, as JSON, where it has one. */
export async function heardAlarms(
  db: Db,
): Promise<{ source: string; key: string; name: string; event: string | null }[]> {
  return db
    .selectFrom('alarm')
    .leftJoin('alert', 'alert.id', 'alarm.alert_id')
    .select(['alarm.source', 'alarm.key', 'alarm.name', 'alert.event'])
    .orderBy('alarm.name')
    .execute();
}
