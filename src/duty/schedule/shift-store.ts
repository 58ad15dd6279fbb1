import type { DaySpan } from '../../config/day.ts';
import type { Db } from '../../store/tables.ts';
import type { ListedShift, RotationName } from '../shift.ts';

/** The shifts that begin on days, both included, in order of their start. */
export async function listShifts(
  db: Db,
  { from, to, shadows }: DaySpan & { shadows(rotation: RotationName, day: string): string[] },
): Promise<ListedShift[]> {
  const rows = await db
    .selectFrom('shift')
    .selectAll()
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('start_at')
    .orderBy('rotation')
    .execute();
  return rows.map(({ id, day, member, planned, override, changes, ...row }) => {
    const rotation = row.rotation as RotationName;
    const times = { start: new Date(row.start_at), end: new Date(row.end_at) };
    return {
      id,
      rotation,
      day,
      ...times,
      member,
      planned,
      override: override === 1,
      changes,
      shadows: shadows(rotation, day),
    };
  });
}
