import type { DutyHours } from '../../config/hours.ts';
import { addDays, daysFrom, weekdayOf } from '../days.ts';
import type { ShiftTime } from '../shift.ts';
import { instantOf } from './wall-time.ts';

/** The days to look at, first and last included (`YYYY-MM-DD`), in an IANA zone, and which days are public holidays. */
export type ShiftDays = { from: string; to: string; zone: string; isHoliday(day: string): boolean };

/**
 * The shifts that hours ask for on some days, in order. Each belongs to the day whose hours it fills, has a length, and
 * is over when the next begins; what a day gets does not depend on which days are looked at. The rules where clocks
 * change are those of `instantOf`.
 */
export function shiftsOf(hours: readonly DutyHours[], { from, to, zone, isHoliday }: ShiftDays): ShiftTime[] {
  const hoursOn = (day: string): DutyHours | undefined =>
    (isHoliday(day) && hours.find((each) => each.day === 'holiday')) ||
    hours.find((each) => each.day === weekdayOf(day));
  // One day more: its shift may cut short the last one's night.
  const asked = daysFrom(from, addDays(to, 1)).flatMap((day): ShiftTime[] => {
    const found = hoursOn(day);
    return found ? [shiftOn(day, found, zone)] : [];
  });
  const long = asked.filter(hasLength);
  const cut = long.map((shift, index) => endingBefore(shift, long[index + 1]));
  return cut.filter((shift) => shift.day <= to && hasLength(shift));
}

function shiftOn(day: string, { start, end }: DutyHours, zone: string): ShiftTime {
  const lastDay = end <= start ? addDays(day, 1) : day;
  return { day, start: instantOf(day, start, zone), end: instantOf(lastDay, end, zone) };
}

/** A night before a holiday may last longer than until the holiday's hours begin: these count. */
function endingBefore(shift: ShiftTime, next: ShiftTime | undefined): ShiftTime {
  return next && next.start < shift.end ? { ...shift, end: next.start } : shift;
}

/** Hours that clocks jump over have none. */
const hasLength = ({ start, end }: ShiftTime): boolean => start < end;
