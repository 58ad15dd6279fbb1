import { refused } from '../../config/given.ts';
import { ConfigError } from '../../errors.ts';
import { addDays, daysFrom } from '../days.ts';

/** The public holidays of one country. */
export type Holidays = {
  /**
   * The holiday's name on a calendar day (`YYYY-MM-DD`), in English where that is known; null on all other days. For
   * years of our time: date-holidays fails far outside them, with Iran's calendar in the year 5000.
   */
  nameOf(day: string): string | null;
};

const HOUR_MS = 3_600_000;
const ALLOWED = 'a country whose holidays are known, such as PL, or one of its states, such as DE-BY';

/**
 * Reads the public holidays of a country (ISO 3166, `PL`) or of a state in it (`DE-BY`), as the package date-holidays
 * knows them; null has none. Half holidays, such as Christmas Eve from noon, do not count. The package, 30 to 40 MB in
 * memory, is loaded only here; a year is computed when it is first asked for.
 * @throws {ConfigError} when the country or state is not known.
 */
export async function loadHolidays(country: string | null): Promise<Holidays> {
  if (country === null) return { nameOf: () => null };
  const { default: Calendar } = await import('date-holidays');
  const [nation = '', state, ...more] = country.split('-');
  const known = new Calendar();
  const place = state === undefined ? known.getCountries()[nation] : known.getStates(nation)?.[state];
  if (place === undefined || more.length > 0) {
    throw new ConfigError([`duty.country: ${refused(country, ALLOWED)}`]);
  }
  const options = { types: ['public' as const], languages: 'en' };
  const calendar = state === undefined ? new Calendar(nation, options) : new Calendar(nation, state, options);
  const years = new Map<number, ReadonlyMap<string, string>>();
  const yearOf = (year: number): ReadonlyMap<string, string> => {
    const names = years.get(year) ?? nameDays(calendar.getHolidays(year));
    years.set(year, names);
    return names;
  };
  return {
    nameOf(day) {
      const year = Number(day.slice(0, 4));
      // A holiday of several days may have begun in the year before.
      return yearOf(year).get(day) ?? yearOf(year - 1).get(day) ?? null;
    },
  };
}

/** A holiday as date-holidays tells it: `date` begins with its first day, whatever the hour at which it begins. */
type Told = { date: string; start: Date; end: Date; name: string };

/** Each holiday's days with its name. Where two fall on one day, the first of them names it. */
function nameDays(holidays: readonly Told[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { date, start, end, name } of holidays) {
    const first = date.slice(0, 10);
    // In whole days: one on which clocks go forward has 23 hours, and half a day at either end does not count.
    const days = Math.floor((end.getTime() - start.getTime() + HOUR_MS) / (24 * HOUR_MS));
    for (const day of daysFrom(first, addDays(first, days - 1))) {
      if (!names.has(day)) names.set(day, name);
    }
  }
  return names;
}
