import { describe, expect, it } from 'vitest';
import { daysFrom } from '../../../src/duty/days.ts';
import { loadHolidays } from '../../../src/duty/hours/holidays.ts';
import { ConfigError } from '../../../src/errors.ts';

/** The days with a name, from the first to the last. */
async function named(country: string, from: string, to: string): Promise<string[]> {
  const { nameOf } = await loadHolidays(country);
  return daysFrom(from, to).filter((day) => nameOf(day) !== null);
}

describe('loadHolidays', () => {
  it('names Poland’s public holidays in English, in whatever year is asked for first', async () => {
    const { nameOf } = await loadHolidays('PL');
    expect(nameOf('2027-11-11')).toBe('Independence Day');
    expect(nameOf('2026-12-25')).toBe('Christmas Day');
    expect(nameOf('2026-04-06')).toBe('Easter Monday');
    expect(nameOf('2026-12-23')).toBeNull();
  });

  it('knows no holidays without a country', async () => {
    const { nameOf } = await loadHolidays(null);
    expect(nameOf('2026-12-25')).toBeNull();
  });

  it('leaves out what is no public holiday, such as Mother’s Day', async () => {
    expect(await named('PL', '2026-05-04', '2026-06-03')).toEqual(['2026-05-24']);
  });

  it('knows the holidays of a state', async () => {
    expect((await loadHolidays('DE-BY')).nameOf('2026-01-06')).toBe('Epiphany');
    expect((await loadHolidays('DE')).nameOf('2026-01-06')).toBeNull();
  });

  it('counts the day off in place of a holiday at the weekend, also in the year before', async () => {
    const { nameOf } = await loadHolidays('US');
    expect(nameOf('2027-07-04')).toBe('Independence Day');
    expect(nameOf('2027-07-05')).toBe('Independence Day (substitute day)');
    expect(nameOf('2027-12-31')).toBe("New Year's Day (substitute day)");
  });

  it('counts every day of a holiday of several days, also into the next year', async () => {
    expect(await named('RU', '2026-01-02', '2026-01-06')).toHaveLength(5);
    expect(await named('SZ', '2026-12-27', '2027-01-03')).toEqual(daysFrom('2026-12-28', '2027-01-02'));
    expect((await loadHolidays('SZ')).nameOf('2027-01-02')).toBe('Incwala Festival');
  });

  it('counts the calendar days of a holiday that begins at sunset the evening before', async () => {
    expect(await named('AE', '2026-05-20', '2026-06-05')).toEqual(daysFrom('2026-05-27', '2026-05-29'));
  });

  it('leaves out half holidays, alone or at the end of a longer one', async () => {
    expect((await loadHolidays('IS')).nameOf('2026-12-24')).toBeNull(); // from 13:00 on
    expect(await named('TR', '2026-03-15', '2026-03-31')).toEqual(daysFrom('2026-03-20', '2026-03-22')); // 90 hours
  });

  it('counts a day on which clocks change as a whole one', async () => {
    expect((await loadHolidays('PL')).nameOf('2024-03-31')).toBe('Easter Sunday'); // 23 hours
    expect(await named('DE-SN', '2027-10-31', '2027-11-01')).toEqual(['2027-10-31']); // 25 hours
  });

  it('names a day on which two holidays fall by the first of them', async () => {
    expect((await loadHolidays('AL')).nameOf('2025-04-20')).toBe('Catholic Easter');
  });

  it.each([
    ['JO', 'whose holidays nobody has written down'],
    ['XX', 'that does not exist'],
    ['DE-XX', 'with a state that does not exist'],
    ['PL-MZ', 'with a state, where it has none'],
    ['DE-BY-A', 'with more than a state'],
    ['pl', 'in small letters'],
    ['', 'without a name'],
  ])('refuses %j, a country %s', async (country) => {
    const message = `duty.country: ${JSON.stringify(country)} is not allowed; a country whose holidays are known, such as PL, or one of its states, such as DE-BY`;
    await expect(loadHolidays(country)).rejects.toThrow(new ConfigError([message]));
  });
});
