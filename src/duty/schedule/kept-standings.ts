import type { Db } from '../../store/tables.ts';
import type { RotationName } from '../shift.ts';
import { type Standing, standings } from '../standing.ts';
import { aroundToday } from './schedule.ts';
import { listShifts } from './shift-store.ts';

/**
 * Where both rotations stand at an instant by the schedule as it is kept, which is planned weeks ahead, without shadows:
 * for transactions, in which it cannot be planned anew. `zone` is the IANA zone of its days.
 */
export async function keptStandings(db: Db, now: Date, zone: string): Promise<Record<RotationName, Standing>> {
  return standings(await listShifts(db, { ...aroundToday(now, zone), shadows: () => [] }), now);
}
