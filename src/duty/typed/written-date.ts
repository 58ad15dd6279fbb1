import { isDay } from '../../config/day.ts';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** A day of the calendar, or why it cannot be one and what to type instead: one plain sentence or two. */
export type TypedDay = { day: string } | { problem: string };

/**
 * The orders in which people write a date. A month's name may be cut to three letters. Dots always mean day.month;
 * slashes mean either, and so are none of these. Years are those of this century.
 */
const FORMS = [
  /^(?<year>20\d\d)-(?<month>\d\d)-(?<day>\d\d)$/,
  /^(?<day>\d{1,2})\.(?<month>\d{1,2})(?:\.(?<year>20\d\d)?)?$/,
  /^(?<day>\d{1,2})(?:st|nd|rd|th|\.)? ?(?<name>[a-z]{3,})\.?(?: (?<year>20\d\d))?$/,
  /^(?<name>[a-z]{3,})\.? ?(?<day>\d{1,2})(?:st|nd|rd|th|\.)?(?: (?<year>20\d\d))?$/,
];

/** Where in a list (from 0) the name is that a lower-case word gives by its first letters, at least three; -1 for none. */
export function indexOfName(names: readonly string[], word: string): number {
  return word.length < 3 ? -1 : names.findIndex((name) => name.toLowerCase().startsWith(word));
}

/**
 * Reads a date in lower case. Without a year it is the next such day, `since` included.
 * @returns null when the text is not written as a date at all.
 */
export function readDate(text: string, since: string): TypedDay | null {
  const written = FORMS.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (!written) return null;
  const { year, name } = written;
  const month = name === undefined ? Number(written['month']) : indexOfName(MONTHS, name) + 1;
  if (name !== undefined && month === 0) return null;
  const inYear = (of: number, day: number) => `${of}-${two(month)}-${two(day)}`;
  const number = Number(written['day']);
  const thisYear = Number(since.slice(0, 4));
  const chosen = Number(year ?? (inYear(thisYear, number) < since ? thisYear + 1 : thisYear));
  const day = inYear(chosen, number);
  if (isDay(day)) return { day };
  const last = [31, 30, 29, 28].map((each) => inYear(chosen, each)).find(isDay);
  if (last === undefined) return { problem: `There is no month ${month}: write it by its name, like 24 Dec.` };
  return { problem: `${MONTHS[month - 1]} ${chosen} has no day ${number}: its last one is ${last}.` };
}

const two = (part: number): string => String(part).padStart(2, '0');
