import { TZDate } from '@date-fns/tz';

const DAY_MS = 86_400_000;
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** The calendar day so many days later (or, below 0, earlier). Days are `YYYY-MM-DD` and compare by `<`. */
export const addDays = (day: string, days: number): string => dayOf(numberOf(day) + days);

/** How many days `later` comes after `earlier`; below 0 when it comes before. */
export const daysBetween = (earlier: string, later: string): number => numberOf(later) - numberOf(earlier);

/** The ISO weekday of a calendar day: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => ((((numberOf(day) + 3) % 7) + 7) % 7) + 1;

/** The Monday of the week in which a day is. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));

/** The calendar day on which an instant falls in a zone. */
export const dayIn = (at: Date, zone: string): string => new TZDate(at, zone).toISOString().slice(0, 10);

/** Every day from the first to the last, both included. */
export function daysFrom(first: string, last: string): string[] {
  return Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, index) => addDays(first, index));
}
