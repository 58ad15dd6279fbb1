import type { Db } from '../store/tables.ts';
import { countBroughtInto } from './report-store.ts';
import type { TriageState } from './states.ts';

/** States in which nothing is left to do. */
const closedStates = ['fixed', 'ignored', 'repeat'] as const satisfies readonly TriageState[];

/** How many alerts outside of storms were closed since then and still are, by state; states without any are left out. */
export async function closedSince(db: Db, since: Date): Promise<{ state: TriageState; count: number }[]> {
  const counts = await countBroughtInto(db, closedStates, since.toISOString());
  return closedStates.flatMap((state) => {
    const count = counts.get(state) ?? 0;
    return count > 0 ? [{ state, count }] : [];
  });
}
