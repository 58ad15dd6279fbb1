import { addDays, weekdayOf } from '../../src/duty/days.ts';
import type { RotationName } from '../../src/duty/shift.ts';

/** Where the year passes: its clocks change on 28 March and 31 October 2027. */
export const ZONE = 'Europe/Warsaw';

/** The public holidays of Poland in that year, by the law of 18 January 1951 and Christmas Eve, which it has had since 2025. */
const HOLIDAYS = new Set([
  ...['2026-12-24', '2026-12-25', '2026-12-26', '2027-01-01', '2027-01-06', '2027-03-28', '2027-03-29'],
  ...['2027-05-01', '2027-05-03', '2027-05-16', '2027-05-27', '2027-08-15', '2027-11-01', '2027-11-11'],
]);

/** Whether nobody works on a day because the country does not. */
export const isHoliday = (day: string): boolean => HOLIDAYS.has(day);

/** The hours of both duties, as the configuration writes them. */
export const HOURS = {
  ic: { 'mon-fri': '07:00-15:00' },
  oncall: { 'mon-fri': '15:00-22:00', 'sat-sun': '09:00-22:00', holiday: '09:00-22:00' },
} as const;

/** What those hours say of a day, as `[start, end]` on the wall clock; null when nobody is wanted. */
export function wantedHours(rotation: RotationName, day: string): readonly [string, string] | null {
  const isWeekend = weekdayOf(day) > 5;
  if (rotation === 'ic') return isWeekend ? null : ['07:00', '15:00'];
  return isWeekend || isHoliday(day) ? ['09:00', '22:00'] : ['15:00', '22:00'];
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });

/** The instant at which the clocks of Warsaw show `day` and `time`: a time that exists, and once. */
export function instant(day: string, time: string): Date {
  const found = ['+01:00', '+02:00'].map((offset) => new Date(`${day}T${time}:00${offset}`));
  return found.find((at) => clock.format(at) === `${day} ${time}`) as Date;
}

/** The day that the clocks of Warsaw show. */
export const dayOf = (at: Date): string => clock.format(at).slice(0, 10);

/** How long before a shift its member is told. */
export const NOTICE_MS = 3 * 24 * 3_600_000;
/** When the day's duties are announced. */
export const ANNOUNCE_AT = '07:00';

/** The instants of a day at which something about duty falls due, in order. */
export function dueInstants(day: string): Date[] {
  const [first, next] = [instant(day, '00:00'), instant(addDays(day, 1), '00:00')];
  const due = [instant(day, ANNOUNCE_AT), ...[0, 1, 2, 3, 4].flatMap((ahead) => aboutShifts(addDays(day, ahead)))];
  const today = due.filter((at) => at >= first && at < next).map((at) => at.getTime());
  return [...new Set(today)].sort((a, b) => a - b).map((at) => new Date(at));
}

const aboutShifts = (day: string): Date[] =>
  (['ic', 'oncall'] as const).flatMap((rotation) => {
    const [start, end] = wantedHours(rotation, day) ?? [];
    if (start === undefined || end === undefined) return [];
    const begins = instant(day, start);
    return [begins, instant(day, end), new Date(begins.getTime() - NOTICE_MS)];
  });
