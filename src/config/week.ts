/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The names that the configuration file has for the weekdays, Monday first. */
export const WEEKDAY_NAMES: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const weekdayOf = (name: string): Weekday | null => {
  const index = WEEKDAY_NAMES.indexOf(name);
  return index < 0 ? null : ((index + 1) as Weekday);
};

/** The weekday after this one; Monday after Sunday. */
export const dayAfter = (day: Weekday): Weekday => ((day % 7) + 1) as Weekday;

/**
 * Reads `mon` or `mon-fri`. A range may pass the end of the week: `fri-mon` is Friday to Monday.
 * @returns the days in the order told, or null when the text names none.
 */
export function parseWeekdays(text: string): Weekday[] | null {
  const [firstName = '', lastName = firstName, ...more] = text.split('-');
  const first = weekdayOf(firstName);
  const last = weekdayOf(lastName);
  if (first === null || last === null || more.length > 0) return null;
  const days = [first];
  for (let day = first; day !== last; ) {
    day = dayAfter(day);
    days.push(day);
  }
  return days;
}

/**
 * Reads `07:00` to `23:59`, and with `midnight: 'as end'` also `24:00`.
 * @returns minutes since midnight, or null.
 */
export function parseTime(text: string, midnight: 'as start' | 'as end' = 'as start'): number | null {
  if (text === '24:00' && midnight === 'as end') return 24 * 60;
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute);
}

/** Minutes since midnight, up to 1440, as `07:00`. */
export function showTime(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** A weekday and a time of that day, in minutes since midnight. */
export type WeeklyTime = { weekday: Weekday; minute: number };

/** Reads `mon 10:00`; null when it is none. */
export function parseWeeklyTime(text: string): WeeklyTime | null {
  const [name = '', time = '', ...more] = text.split(' ');
  const weekday = weekdayOf(name);
  const minute = parseTime(time);
  return weekday === null || minute === null || more.length > 0 ? null : { weekday, minute };
}
