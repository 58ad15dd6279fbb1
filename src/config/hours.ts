import { quoted, refused } from './given.ts';
import { dayAfter, parseTime, parseWeekdays, showTime, WEEKDAY_NAMES, type Weekday } from './week.ts';

/** A kind of day that a rotation covers. `holiday` takes the place of the weekday it falls on. */
export type DutyDay = Weekday | 'holiday';

/**
 * The hours that a rotation covers on one kind of day, in minutes of the wall clock since midnight of that day:
 * `start` 0 to 1439, `end` 0 to 1440. When `end <= start` they end on the day after; they never exceed 24 hours.
 */
export type DutyHours = { day: DutyDay; start: number; end: number };

/** Something wrong with one key of `hours`, or with all of it when `key` is null. */
export type HoursMistake = { key: string | null; text: string };

type Keyed = DutyHours & { key: string };

const WHOLE = 'days and their hours, such as { mon-fri: "07:00-15:00", sat-sun: "09:00-22:00" }';
const DAYS = 'a weekday or a range of them (mon, mon-fri, sat-sun), or holiday';
const TIMES = 'hours such as "07:00-15:00", "22:00-06:00" (into the next day) or "00:00-24:00"';

const nameOf = (day: DutyDay): string => (day === 'holiday' ? day : (WEEKDAY_NAMES[day - 1] ?? ''));

function parseTimes(given: unknown): { start: number; end: number } | null {
  if (typeof given !== 'string') return null;
  const [from = '', to = '', ...more] = given.split('-');
  const start = parseTime(from);
  const end = parseTime(to, 'as end');
  return start === null || end === null || more.length > 0 ? null : { start, end };
}

/** A shift that goes on after midnight must be over when the next day's begins: nobody can hold one duty twice. */
function findOverlaps(hours: readonly Keyed[]): HoursMistake[] {
  return hours.flatMap(({ key, day, start, end }) => {
    if (day === 'holiday' || end > start) return [];
    const next = hours.find((other) => other.day === dayAfter(day) && other.start < end);
    if (!next) return [];
    const text = `these hours last until ${showTime(end)} on ${nameOf(next.day)}, when ${quoted(next.key)} has begun at ${showTime(next.start)}; hours that do not overlap`;
    return [{ key, text }];
  });
}

/**
 * Reads the `hours` of a rotation, a mapping of days to times of day.
 * @returns the hours, Monday first and `holiday` last, and everything wrong with them; only without mistakes are the
 * hours complete.
 */
export function parseHours(given: unknown): { hours: DutyHours[]; mistakes: HoursMistake[] } {
  const entries = typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.entries(given) : [];
  if (entries.length === 0) return { hours: [], mistakes: [{ key: null, text: refused(given, WHOLE) }] };
  const hours: Keyed[] = [];
  const mistakes: HoursMistake[] = [];
  for (const [key, value] of entries) {
    const days: DutyDay[] | null = key === 'holiday' ? ['holiday'] : parseWeekdays(key);
    const times = parseTimes(value);
    if (!days) mistakes.push({ key, text: refused(key, DAYS) });
    else if (!times) mistakes.push({ key, text: refused(value, TIMES) });
    const twice = hours.find((other) => days?.includes(other.day));
    if (twice) {
      mistakes.push({ key, text: `${nameOf(twice.day)} is also in ${quoted(twice.key)}; each day once` });
    } else if (days && times) {
      hours.push(...days.map((day) => ({ key, day, ...times })));
    }
  }
  const order = ({ day }: DutyHours) => (day === 'holiday' ? 8 : day);
  const sorted = hours.toSorted((a, b) => order(a) - order(b));
  return {
    hours: sorted.map(({ day, start, end }) => ({ day, start, end })),
    mistakes: [...mistakes, ...findOverlaps(sorted)],
  };
}
