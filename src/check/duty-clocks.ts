import type { DutyHours } from '../config/hours.ts';
import { showTime } from '../config/week.ts';
import { clockWords } from '../duty/day-words.ts';
import { addDays, weekdayOf } from '../duty/days.ts';
import { instantOf } from '../duty/hours/wall-time.ts';
import type { DutyRules } from '../duty/plan/planning.ts';
import type { RotationView, ViewedShift } from './duty-view.ts';
import { type Finding, findingsOf } from './finding.ts';

const { warning } = findingsOf('duty');

/** Shifts whose beginning or end is a time that clocks skip. */
export function checkClocks(views: readonly RotationView[], rules: DutyRules): Finding[] {
  return views.flatMap((view) =>
    view.shifts.flatMap((shift) =>
      rules.rosters[view.rotation].hours
        .filter((hours) => isOf(hours, shift, rules.zone))
        .flatMap((hours) => {
          const endDay = hours.end <= hours.start ? addDays(shift.day, 1) : shift.day;
          return [
            ...skipped(
              { day: shift.day, minute: hours.start, at: shift.start, what: `${view.word} begins` },
              rules.zone,
            ),
            ...skipped({ day: endDay, minute: hours.end, at: shift.end, what: `${view.word} ends` }, rules.zone),
          ];
        }),
    ),
  );
}

/** Whether these hours made the shift. */
const isOf = ({ day, start }: DutyHours, shift: ViewedShift, zone: string): boolean =>
  (day === 'holiday' || day === weekdayOf(shift.day)) &&
  instantOf(shift.day, start, zone).getTime() === shift.start.getTime();

type Edge = { day: string; minute: number; at: Date; what: string };

/** A time within what clocks skip: neither is it shown, nor is the minute before it the last one that was. */
function skipped({ day, minute, at, what }: Edge, zone: string): Finding[] {
  const isMeant = instantOf(day, minute, zone).getTime() === at.getTime();
  const isShown = clockWords(at, zone) === showTime(minute % 1440);
  const isNext = clockWords(new Date(at.getTime() - 60_000), zone) === showTime((minute + 1439) % 1440);
  if (!isMeant || isShown || isNext) return [];
  const message = `On ${day} the clocks of ${zone} skip ${showTime(minute)}: ${what} at ${clockWords(at, zone)}.`;
  return [warning(message, 'Nothing, if that will do; else change the hours to a time that is there all year.')];
}
