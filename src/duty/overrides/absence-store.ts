import type { Selectable } from 'kysely';
import type { DaySpan } from '../../config/day.ts';
import type { Db, Tables, Trx } from '../../store/tables.ts';

/** That somebody is away on some days, as they, or an admin (`by`), said in Slack. */
export type Absence = DaySpan & { id: number; member: string; by: string; cancelled: boolean };

/** Keeps an absence. @returns its id; null when the very same one stands already. */
export async function insertAbsence(
  trx: Trx,
  { member, from, to, by, now }: DaySpan & { member: string; by: string; now: Date },
): Promise<number | null> {
  const days = { member, from_day: from, to_day: to };
  const same = trx
    .selectFrom('absence')
    .select('id')
    .where((row) => row.and(days));
  if (await same.where('cancelled_at', 'is', null).executeTakeFirst()) return null;
  const row = { ...days, by, at: now.toISOString(), cancelled_at: null, cancelled_by: null };
  return (await trx.insertInto('absence').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

/** What stands of somebody's absences that are not over on a day, in order. */
export async function absencesOf(db: Db, member: string, today: string): Promise<Absence[]> {
  const standing = db.selectFrom('absence').selectAll().where('cancelled_at', 'is', null);
  const rows = standing.where('member', '=', member).where('to_day', '>=', today);
  return (await rows.orderBy('from_day').orderBy('id').execute()).map(toAbsence);
}

/** The absence of that id; undefined when there is none. */
export async function findAbsence(db: Db, id: number): Promise<Absence | undefined> {
  const row = await db.selectFrom('absence').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toAbsence(row);
}

/** Takes an absence back. */
export async function markCancelled(trx: Trx, id: number, { by, now }: { by: string; now: Date }): Promise<void> {
  const row = { cancelled_at: now.toISOString(), cancelled_by: by };
  await trx.updateTable('absence').set(row).where('id', '=', id).execute();
}

function toAbsence(row: Selectable<Tables['absence']>): Absence {
  const { id, member, from_day: from, to_day: to, by, cancelled_at } = row;
  return { id, member, from, to, by, cancelled: cancelled_at !== null };
}
