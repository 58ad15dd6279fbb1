import { toAlert } from '../alerts/alert.ts';
import type { Db, Trx } from '../store/tables.ts';

/** Up to which alert rules have looked, by its id, and which rules there were then, each as a text. */
export type Looked = { alert: number; rules: readonly string[] };

const NAME = 'incident_rules';
/** So many alerts are looked at in one go. */
const MOST = 100;

/** Up to where was looked; null before the first look. */
export async function lookedUntil(db: Db): Promise<Looked | null> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', NAME).executeTakeFirst();
  return row ? (JSON.parse(row.value) as Looked) : null;
}

/** Keeps up to where was looked. */
export async function keepLooked(trx: Trx, looked: Looked): Promise<void> {
  const value = JSON.stringify(looked);
  const row = trx.insertInto('setting').values({ name: NAME, value });
  await row.onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
}

/** The id of the newest alert; 0 before the first. */
export async function newestAlert(db: Db): Promise<number> {
  const row = await db.selectFrom('alert').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.id ?? 0;
}

/** The first alerts born after that one, in order, with when they were taken in and the storm they are in. */
export async function alertsAfter(db: Db, id: number) {
  const rows = db.selectFrom('alert').selectAll().where('id', '>', id).orderBy('id').limit(MOST);
  return (await rows.execute()).map((row) => {
    return { ...toAlert(row), receivedAt: new Date(row.received_at), stormId: row.storm_id };
  });
}
