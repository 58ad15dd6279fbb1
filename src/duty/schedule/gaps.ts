import { addDays } from 'date-fns/addDays';
import type { Db } from '../../store/tables.ts';
import { type RotationName, rotationNames } from '../shift.ts';

/** How many shifts of each rotation nobody has that are under way or begin within two weeks. */
export async function countGaps(db: Db, now: Date): Promise<[RotationName, number][]> {
  const rows = await db
    .selectFrom('shift')
    .select('rotation')
    .where('member', 'is', null)
    .where('end_at', '>', now.toISOString())
    .where('start_at', '<', addDays(now, 14).toISOString())
    .execute();
  return rotationNames.map((name) => [name, rows.filter(({ rotation }) => rotation === name).length]);
}
