import type { DaySpan } from '../../config/day.ts';
import { addDays, daysBetween, mondayOf, weekdayOf } from '../days.ts';
import { indexOfName, readDate, type TypedDay } from './written-date.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const DAYS_AHEAD = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
]);
/** Whoever is away longer writes the year too: it is more likely that the days were mixed up. */
const LONGEST_WITHOUT_YEAR = 183;
/** `..`, a dash, or "to". A hyphen between two digits belongs to a date. */
const BETWEEN_DAYS = / ?(?:\.{2,}|[–—]|(?<!\d)-|-(?!\d)|\bto\b) ?/;

/** Weekdays and dates without a year are the first from `since` on; all other words count from `today`. */
type Viewpoint = { today: string; since: string };

/**
 * Reads a day as people type it: `2026-12-24`, `24 Dec`, `Dec 24`, `24th December 2026`, `24.12.`, `24.12.2026`,
 * `Thu 24 Dec`, `yesterday`, `today`, `tomorrow`, `fri` (the coming one, today included), `next fri` (the one in the week
 * that begins next Monday). Without a year it is the next such day, today included. Case and commas do not matter.
 * @returns the day, which may be past; or the problem with what to type instead. It repeats nothing that was typed but
 *   numbers.
 */
export function readDay(text: string, today: string): TypedDay {
  const typed = tidied(text);
  return misread(typed) ?? read(typed, { today, since: today }) ?? unreadable;
}

/**
 * Reads a first and a last day, both included, with a space, a dash, `..` or "to" between them; one day alone is both.
 * The last day is counted from the first: `24 Dec 2 Jan` ends in the January after it, `next mon fri` on that week's
 * Friday.
 */
export function readSpan(text: string, today: string): DaySpan | { problem: string } {
  const typed = tidied(text);
  const refused = misread(typed);
  if (refused) return refused;
  const alone = read(typed, { today, since: today });
  if (alone) return 'day' in alone ? { from: alone.day, to: alone.day } : alone;
  for (const [first, last] of waysToCut(typed)) {
    const from = read(first, { today, since: today });
    const to = read(last, { today, since: from && 'day' in from ? from.day : today });
    if (!from || !to) continue;
    if ('problem' in from) return from;
    return 'problem' in to ? to : spanOf(from.day, to.day, /\d{4}/.test(last));
  }
  return { problem: 'Type the first and the last day, like 24 Dec - 2 Jan, or next mon - next fri.' };
}

const tidied = (text: string): string =>
  text
    .replace(/[\s,]+/g, ' ')
    .trim()
    .toLowerCase();

/** What could be taken for another day than was meant. */
function misread(typed: string): { problem: string } | null {
  if (/\d:\d|\d ?[ap]m\b/.test(typed)) {
    return { problem: 'Only whole days count here: leave the time out, and type just the day, like 24 Dec.' };
  }
  if (!/\d\/\d/.test(typed)) return null;
  return { problem: 'A date with slashes is another day in another country: type it like 24 Dec or 24.12.' };
}

const unreadable = {
  problem: 'That is no day I can read: type it like 24 Dec, 24.12.2026, tomorrow, fri or next fri.',
};

function read(typed: string, { today, since }: Viewpoint): TypedDay | null {
  const ahead = DAYS_AHEAD.get(typed);
  if (ahead !== undefined) return { day: addDays(today, ahead) };
  const [, next, first = '', rest] = /^(next )?([a-z]+)(?: (.*))?$/.exec(typed) ?? [];
  const weekday = indexOfName(WEEKDAYS, first) + 1;
  if (weekday === 0) return readDate(typed, since);
  if (rest === undefined) {
    return { day: next ? addDays(mondayOf(today), 6 + weekday) : addDays(since, (weekday - weekdayOf(since) + 7) % 7) };
  }
  const date = next ? null : readDate(rest, since);
  if (!date || 'problem' in date || weekdayOf(date.day) === weekday) return date;
  return { problem: `${date.day} is a ${WEEKDAYS[weekdayOf(date.day) - 1]}, not a ${WEEKDAYS[weekday - 1]}.` };
}

/** Every way to take the text for two: at what stands between days, else at each space. */
function waysToCut(typed: string): [string, string][] {
  const [first = '', last, ...more] = typed.split(BETWEEN_DAYS);
  if (last !== undefined) return more.length === 0 ? [[first, last]] : [];
  const words = typed.split(' ');
  return words.slice(1).map((_, index) => [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')]);
}

function spanOf(from: string, to: string, hasYear: boolean): DaySpan | { problem: string } {
  if (to < from) return { problem: `${to} comes before ${from}: type the first day first, then the last.` };
  if (hasYear || daysBetween(from, to) <= LONGEST_WITHOUT_YEAR) return { from, to };
  return { problem: `That would be from ${from} to ${to}: if you mean it, type the last day with its year.` };
}
