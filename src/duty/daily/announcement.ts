import { addDays, weekdayOf } from '../days.ts';
import type { ListedShift, RotationName } from '../shift.ts';

/** What one rotation's part of an announcement tells: the shift of the day and the next after it, null where is none. */
export type DutyOfDay = { rotation: RotationName; today: ListedShift | null; next: ListedShift | null };

/** What is announced on a day: each rotation's part, and on Mondays all their shifts of the week. */
export type Announcement = { day: string; duties: DutyOfDay[]; week: ListedShift[] };

/** The announcement of a day for some rotations, by shifts from that day on in order. */
export function announcementOf(
  shifts: readonly ListedShift[],
  { day, rotations }: { day: string; rotations: readonly RotationName[] },
): Announcement {
  const duties = rotations.map((rotation) => {
    const own = shifts.filter((shift) => shift.rotation === rotation);
    return {
      rotation,
      today: own.find((shift) => shift.day === day) ?? null,
      next: own.find((shift) => shift.day > day) ?? null,
    };
  });
  const isThisWeek = (shift: ListedShift) =>
    rotations.includes(shift.rotation) && shift.day >= day && shift.day <= addDays(day, 6);
  return { day, duties, week: weekdayOf(day) === 1 ? shifts.filter(isThisWeek) : [] };
}

/** The shifts that an announcement names. */
export function announcedShifts({ duties, week }: Announcement): ListedShift[] {
  const named = [...duties.flatMap(({ today, next }) => [today, next]), ...week].filter((shift) => shift !== null);
  return [...new Set(named)];
}
