import type { Db, Trx } from '../store/tables.ts';
import type { Errand } from './errand.ts';
import { LONGEST_WAIT_MS } from './setback.ts';

/** A claim holds for so long: ten seconds beyond the longest call, for the clocks of replicas may differ. Milliseconds. */
export const LEASE_MS = 30_000;
/** A call that a dead process had begun may still arrive: nobody else begins it within this. */
export const LAST_WORDS_MS = 2000;

/** Who takes errands: in whose name, which kinds it knows, and how many it has room for. */
export type Taking = { by: string; kinds: readonly string[]; room: number; now: Date };

/** Of each line the first errand, if it is due, of a kind that is known, and nobody runs one of its line. */
function due(db: Db, { kinds, room, now }: Taking) {
  const waiting = db.selectFrom('errand').where('refused', '=', 0);
  const firsts = waiting.select((select) => select.fn.min('id').as('id')).groupBy('line');
  const busy = waiting.select('line').where('claimed_until', '>', now.toISOString());
  return (
    waiting
      .select('id')
      .where('kind', 'in', kinds)
      .where('id', 'in', firsts)
      .where('line', 'not in', busy)
      // One that is to wait for longer than any does was put off before the clock was set back.
      .where((where) => where.not(where.between('next_at', later(now, 1), later(now, LONGEST_WAIT_MS))))
      .orderBy('id')
      .limit(room)
  );
}

/** Claims what is due. Several processes may do so at once: whoever holds the lock `errands` is alone. */
export async function takeDue(trx: Trx, taking: Taking): Promise<Errand[]> {
  const claim = { claimed_by: taking.by, claimed_until: later(taking.now, LEASE_MS) };
  const taken = trx.updateTable('errand').set(claim).where('id', 'in', due(trx, taking));
  const rows = await taken.returning(['id', 'kind', 'line', 'payload', 'token', 'attempts', 'created_at']).execute();
  const errands = rows.map(({ payload, created_at, ...row }) => {
    return { ...row, payload: JSON.parse(payload) as unknown, since: new Date(created_at) };
  });
  return errands.sort((a, b) => a.id - b.id);
}

/** Whether there is anything to claim. */
export async function isAnyDue(db: Db, taking: Taking): Promise<boolean> {
  return (await due(db, taking).limit(1).execute()).length > 0;
}

/** Errands that processes hold. */
export async function heldErrands(db: Db): Promise<{ id: number; by: string }[]> {
  const held = db.selectFrom('errand').where('refused', '=', 0).where('claimed_by', 'is not', null);
  const rows = await held.select(['id', 'claimed_by']).execute();
  return rows.map(({ id, claimed_by }) => ({ id, by: claimed_by as string }));
}

/** Frees an errand of a holder who does not run it any more, for whoever is first. */
export async function letGo(db: Db, { id, by }: { id: number; by: string }, now: Date): Promise<void> {
  const freed = db.updateTable('errand').set({ claimed_by: null, claimed_until: later(now, LAST_WORDS_MS) });
  await freed.where('id', '=', id).where('claimed_by', '=', by).execute();
}

/** Takes a done errand away. @returns false when it is not `by`'s any more, and what was done counts for nothing. */
export async function endErrand(trx: Trx, id: number, by: string): Promise<boolean> {
  const ended = trx.deleteFrom('errand').where('id', '=', id).where('claimed_by', '=', by);
  return (await ended.executeTakeFirst()).numDeletedRows > 0n;
}

/** An errand that goes back into its line. `problem` is what keeps it waiting, null when that is nobody's to mend. */
export type Postponed = { id: number; by: string; attempts: number; until: Date; problem: string | null };

/** Gives an errand back until then. */
export async function postpone(db: Db, { id, by, attempts, until, problem }: Postponed): Promise<void> {
  const back = { attempts, next_at: until.toISOString(), last_error: problem, claimed_by: null, claimed_until: null };
  await db.updateTable('errand').set(back).where('id', '=', id).where('claimed_by', '=', by).execute();
}

/** Sets an errand aside for good. @returns false when it is not `by`'s any more. */
export async function setAside(trx: Trx, { id, by, attempts, problem }: Omit<Postponed, 'until'>): Promise<boolean> {
  const aside = { refused: 1, attempts, last_error: problem, claimed_by: null, claimed_until: null };
  const set = trx.updateTable('errand').set(aside).where('id', '=', id).where('claimed_by', '=', by);
  return (await set.executeTakeFirst()).numUpdatedRows > 0n;
}

/** What keeps errands waiting, by kind: the last problem of those that have one. */
export async function problemsByKind(db: Db): Promise<Map<string, string>> {
  const failing = db.selectFrom('errand').where('refused', '=', 0).where('last_error', 'is not', null);
  const rows = await failing
    .select((select) => ['kind', select.fn.max('last_error').as('problem')])
    .groupBy('kind')
    .orderBy('kind')
    .execute();
  return new Map(rows.map(({ kind, problem }) => [kind, problem as string]));
}

function later(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}
