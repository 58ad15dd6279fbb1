import { subDays } from 'date-fns/subDays';
import type { Db } from '../store/tables.ts';
import { countByState } from './list-store.ts';
import { triageStates } from './states.ts';

/** Alerts that arrived in the last seven days, by triage state. */
export async function alertCounts(db: Db, now: Date): Promise<[string, number][]> {
  const counts = await countByState(db, subDays(now, 7).toISOString());
  return triageStates.map((state) => [state, counts.get(state) ?? 0]);
}
