import type { Db } from '../../store/tables.ts';
import type { Change } from '../plan/ledger.ts';
import { keyOf } from '../plan/planning.ts';
import { listShifts } from '../schedule/shift-store.ts';
import type { Move } from './moved-words.ts';

/** Changes in the order of their days, with their shifts as they stand. */
export async function withShifts(db: Db, changes: readonly Change[]): Promise<Move[]> {
  const ordered = changes.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (!first || !last) return [];
  const shifts = await listShifts(db, { from: first.day, to: last.day, shadows: () => [] });
  const byKey = new Map(shifts.map((shift) => [keyOf(shift.rotation, shift.day), shift]));
  return ordered.map((change) => ({ ...change, shift: byKey.get(keyOf(change.rotation, change.day)) ?? null }));
}
