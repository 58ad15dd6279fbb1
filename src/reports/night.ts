import { addDays } from '../duty/days.ts';
import { instantOf } from '../duty/hours/wall-time.ts';
import type { ShiftTime } from '../duty/shift.ts';

/** Minutes of the wall clock since midnight. */
const EVENING = 22 * 60;
const MORNING = 6 * 60;
/** So much of a night makes it one. */
const NIGHT_MS = 3 * 3_600_000;

/** Whether a shift takes a night: at least three hours of it are between 22:00 and 06:00 in the zone. */
export function hasNight({ day, start, end }: ShiftTime, zone: string): boolean {
  // A shift lasts at most a day: it may touch the night before its day and the one after, and has all of that one
  // where it reaches the next.
  const spent = [-1, 0].map((offset) => {
    const evening = addDays(day, offset);
    const from = Math.max(start.getTime(), instantOf(evening, EVENING, zone).getTime());
    const until = Math.min(end.getTime(), instantOf(addDays(evening, 1), MORNING, zone).getTime());
    return Math.max(0, until - from);
  });
  return spent.reduce((sum, ms) => sum + ms, 0) >= NIGHT_MS;
}
