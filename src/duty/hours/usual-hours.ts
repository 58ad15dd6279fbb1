import type { DutyHours } from '../../config/hours.ts';
import { showTime } from '../../config/week.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The hours of one kind of day as `15:00-22:00`; the midnight at their end is 24:00. */
export const usualTimes = ({ start, end }: DutyHours): string =>
  `${showTime(start)}-${showTime(end === 0 ? 1440 : end)}`;

/** The hours of a rotation as the configuration has them, in few words: `Mon-Fri 15:00-22:00, Sat-Sun 09:00-22:00`. */
export function usualHours(hours: readonly DutyHours[]): string {
  const runs: { first: DutyHours; last: DutyHours }[] = [];
  for (const each of hours) {
    const run = runs.at(-1);
    if (run && goesOn(run.last, each)) run.last = each;
    else runs.push({ first: each, last: each });
  }
  const days = ({ first, last }: (typeof runs)[number]) =>
    first === last ? nameOf(first) : `${nameOf(first)}-${nameOf(last)}`;
  return runs.map((run) => `${days(run)} ${usualTimes(run.first)}`).join(', ');
}

const goesOn = (last: DutyHours, next: DutyHours): boolean =>
  last.day !== 'holiday' && next.day === last.day + 1 && usualTimes(last) === usualTimes(next);

const nameOf = ({ day }: DutyHours): string => (day === 'holiday' ? 'holidays' : (WEEKDAYS[day - 1] ?? ''));
