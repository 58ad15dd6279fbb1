import type { Selectable } from 'kysely';
import type { Db, Tables, Trx } from '../../store/tables.ts';
import type { Cause, Change } from '../plan/ledger.ts';
import type { RotationName, Shift } from '../shift.ts';

/** A change as the history has it: who did it (null: the plan did), and for which absence or swap. */
export type KeptChange = Change & { id: number; at: Date; by: string | null; ref: number | null };

/** Who gives a shift to whom, and why. `ref` is the absence or swap that caused it. */
export type HandOver = { to: string | null; cause: Cause; by: string; ref: number | null; now: Date };

/**
 * Gives a shift to somebody, or to nobody, and keeps it in the history. It is an override for as long as the plan names
 * somebody else.
 */
export async function handOver(trx: Trx, shift: Shift, { to, cause, by, ref, now }: HandOver): Promise<KeptChange> {
  await trx
    .updateTable('shift')
    .set((row) => ({ member: to, override: to === shift.planned ? 0 : 1, changes: row('changes', '+', 1) }))
    .where('id', '=', shift.id)
    .execute();
  const { rotation, day, member: from } = shift;
  const hands = { rotation, day, from_member: from, to_member: to };
  const row = trx.insertInto('duty_change').values({ at: now.toISOString(), by, ...hands, cause, ref });
  return toChange(await row.returningAll().executeTakeFirstOrThrow());
}

/** Makes a shift what the plan has for its member: no override any more. */
export async function planAsHeld(trx: Trx, shift: Shift): Promise<void> {
  const row = trx.updateTable('shift').set((held) => ({ planned: held.ref('member'), override: 0 }));
  await row.where('id', '=', shift.id).execute();
}

/** The change of that id; undefined when there is none. */
export async function findChange(db: Db, id: number): Promise<KeptChange | undefined> {
  const row = await db.selectFrom('duty_change').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toChange(row);
}

/** The newest change of a shift; undefined when it stands as it was planned first. */
export async function newestChange(
  db: Db,
  { rotation, day }: { rotation: RotationName; day: string },
): Promise<KeptChange | undefined> {
  const rows = db.selectFrom('duty_change').selectAll().where('rotation', '=', rotation).where('day', '=', day);
  const row = await rows.orderBy('id', 'desc').executeTakeFirst();
  return row && toChange(row);
}

/** What an absence gave away, and what had to follow from it, in that order. */
export async function changesOfAbsence(db: Db, absence: number): Promise<KeptChange[]> {
  const rows = db.selectFrom('duty_change').selectAll().where('cause', 'in', ['away', 'clash']);
  return (await rows.where('ref', '=', absence).orderBy('cause').orderBy('id').execute()).map(toChange);
}

/** The newest changes, of one person's shifts or of all, newest first. */
export async function newestChanges(db: Db, user: string | null, most: number): Promise<KeptChange[]> {
  const all = db.selectFrom('duty_change').selectAll().orderBy('id', 'desc').limit(most);
  const rows =
    user === null ? all : all.where((row) => row.or([row('from_member', '=', user), row('to_member', '=', user)]));
  return (await rows.execute()).map(toChange);
}

function toChange(row: Selectable<Tables['duty_change']>): KeptChange {
  const { id, at, by, rotation, day, from_member: from, to_member: to, cause, ref } = row;
  const what = { rotation: rotation as RotationName, day, from, to, cause: cause as Cause };
  return { id, at: new Date(at), by, ...what, ref };
}
