import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDay } from '../../../src/config/day.ts';
import { addDays, daysBetween, weekdayOf } from '../../../src/duty/days.ts';
import { readDay, readSpan } from '../../../src/duty/typed/typed-day.ts';

/** A Friday. */
const TODAY = '2026-11-20';
const day = (text: string, today = TODAY) => readDay(text, today);
const span = (text: string, today = TODAY) => readSpan(text, today);
const problem = (text: string | RegExp) => ({ problem: expect.stringMatching(text) });

const anyToday = fc.integer({ min: 0, max: 36_000 }).map((days) => addDays('2000-01-01', days));
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Every way in which a day may be written without its year. */
function withoutYear(given: string): string[] {
  const month = MONTHS[Number(given.slice(5, 7)) - 1] ?? '';
  const number = Number(given.slice(8));
  const numbers = [`${number}.${given.slice(5, 7)}`, `${number}.${Number(given.slice(5, 7))}.`];
  const names = [month, month.slice(0, 3), month.slice(0, 4).toLowerCase(), `${month.slice(0, 3).toUpperCase()}.`];
  const days = [number, `0${number}`.slice(-2), `${number}th`, `${number}.`];
  return [...numbers, ...names.flatMap((name) => days.flatMap((each) => [`${each} ${name}`, `${name} ${each}`]))];
}

const withYear = (given: string): string[] => [
  given,
  ...withoutYear(given).map((text) =>
    /^[\d.]+$/.test(text) ? `${text.replace(/\.$/, '')}.${given.slice(0, 4)}` : `${text}, ${given.slice(0, 4)}`,
  ),
];

describe('readDay', () => {
  it.each([
    ['2026-12-24', '2026-12-24'],
    ['24 Dec', '2026-12-24'],
    ['Dec 24', '2026-12-24'],
    ['24th Dec', '2026-12-24'],
    ['24 December 2026', '2026-12-24'],
    ['DEC 24, 2027', '2027-12-24'],
    ['24dec', '2026-12-24'],
    ['1 Sept', '2027-09-01'],
    ['24.12.', '2026-12-24'],
    ['24.12', '2026-12-24'],
    ['24.12.2028', '2028-12-24'],
    ['29 Feb 2028', '2028-02-29'],
    ['Thu, 24 Dec', '2026-12-24'],
    ['  tomorrow ', '2026-11-21'],
    ['Today', '2026-11-20'],
    ['yesterday', '2026-11-19'],
    ['fri', '2026-11-20'],
    ['Friday', '2026-11-20'],
    ['sat', '2026-11-21'],
    ['thu', '2026-11-26'],
    ['next fri', '2026-11-27'],
    ['next Monday', '2026-11-23'],
    ['next sun', '2026-11-29'],
  ])('reads %j as %s', (text, expected) => {
    expect(day(text)).toEqual({ day: expected });
  });

  it('takes a date without a year for the next such day, today included', () => {
    expect(day('20 Nov')).toEqual({ day: '2026-11-20' });
    expect(day('19 Nov')).toEqual({ day: '2027-11-19' });
    expect(day('1.1.')).toEqual({ day: '2027-01-01' });
  });

  it.each([
    ['12/11', /slashes.* 24 Dec/],
    ['24/12/2026', /slashes/],
    ['31 Nov', /^November 2026 has no day 31: its last one is 2026-11-30\.$/],
    ['31.11.', /no day 31/],
    ['2026-02-30', /^February 2026 has no day 30: its last one is 2026-02-28\.$/],
    ['29 Feb 2027', /its last one is 2027-02-28\./],
    ['29 Feb', /^February 2027 has no day 29/],
    ['0 Dec', /no day 0/],
    ['2026-13-01', /no month 13: write it by its name/],
    ['24.00.', /no month 0/],
    ['02:30', /whole days/],
    ['24 Dec 02:30', /whole days/],
    ['24 Dec 7am', /whole days/],
    ['Fri 24 Dec', /^2026-12-24 is a Thursday, not a Friday\.$/],
    ['Thu 31 Nov', /no day 31/],
    ['', /type it like 24 Dec/],
    ['soon', /type it like/],
    ['24', /type it like/],
    ['24 Dec 26', /type it like/],
    ['24-12-2026', /type it like/],
    ['24 Dec 1926', /type it like/],
    ['1926-12-24', /type it like/],
    ['24 De', /type it like/],
    ['24 Foo', /type it like/],
    ['fr', /type it like/],
    ['next', /type it like/],
    ['next 24 Dec', /type it like/],
    ['next thu 24 Dec', /type it like/],
    ['constructor', /type it like/],
    ['<!channel> @here', /^[^<@]*$/],
  ])('does not guess at %j, but says what to type', (text, words) => {
    expect(day(text)).toEqual(problem(words));
  });

  it('reads back every day of this century in every way to write it', () => {
    const days = fc.integer({ min: 0, max: 36_500 }).map((number) => addDays('2000-01-01', number));
    const written = days.chain((given) => fc.tuple(fc.constant(given), fc.constantFrom(...withYear(given))));
    fc.assert(
      fc.property(written, anyToday, ([given, text], today) => {
        expect(day(text, today)).toEqual({ day: given });
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back every day of the year to come without its year', () => {
    const cases = anyToday.chain((today) =>
      fc.integer({ min: 0, max: 364 }).chain((ahead) => {
        const given = addDays(today, ahead);
        return fc.tuple(fc.constant(today), fc.constant(given), fc.constantFrom(...withoutYear(given)));
      }),
    );
    fc.assert(
      fc.property(cases, ([today, given, text]) => {
        expect(day(text, today)).toEqual({ day: given });
      }),
      { numRuns: 2000 },
    );
  });

  it('finds each weekday within seven days, and each "next" one in the week that begins next Monday', () => {
    fc.assert(
      fc.property(anyToday, fc.integer({ min: 1, max: 7 }), (today, weekday) => {
        const name = WEEKDAYS[weekday - 1] ?? '';
        const monday = addDays(today, 8 - weekdayOf(today));
        for (const word of [name, name.slice(0, 3), name.slice(0, 4).toLowerCase()]) {
          const coming = day(word, today) as { day: string };
          expect(weekdayOf(coming.day)).toBe(weekday);
          expect(daysBetween(today, coming.day)).toBeOneOf([0, 1, 2, 3, 4, 5, 6]);
          expect(day(`next ${word}`, today)).toEqual({ day: addDays(monday, weekday - 1) });
        }
      }),
    );
  });
});

describe('readSpan', () => {
  it.each([
    ['24 Dec 2 Jan', '2026-12-24', '2027-01-02'],
    ['Dec 24 Jan 2', '2026-12-24', '2027-01-02'],
    ['2026-12-24 2027-01-02', '2026-12-24', '2027-01-02'],
    ['2026-12-24..2027-01-02', '2026-12-24', '2027-01-02'],
    ['2026-12-24 - 2027-01-02', '2026-12-24', '2027-01-02'],
    ['24 Dec - 2 Jan', '2026-12-24', '2027-01-02'],
    ['24 Dec-2 Jan', '2026-12-24', '2027-01-02'],
    ['24.12.–2.1.', '2026-12-24', '2027-01-02'],
    ['24.12...2.1.', '2026-12-24', '2027-01-02'],
    ['24 Dec to 2 Jan', '2026-12-24', '2027-01-02'],
    ['Thu 24 Dec 2026 Sat 2 Jan 2027', '2026-12-24', '2027-01-02'],
    ['24 Dec 2026 2 Jan', '2026-12-24', '2027-01-02'],
    ['tomorrow', '2026-11-21', '2026-11-21'],
    ['24 Dec', '2026-12-24', '2026-12-24'],
    ['Thu 24 Dec', '2026-12-24', '2026-12-24'],
    ['yesterday tomorrow', '2026-11-19', '2026-11-21'],
    ['next mon next fri', '2026-11-23', '2026-11-27'],
    ['next mon fri', '2026-11-23', '2026-11-27'],
    ['sat fri', '2026-11-21', '2026-11-27'],
    ['today 24 Dec', '2026-11-20', '2026-12-24'],
    ['2026-12-24 2028-12-24', '2026-12-24', '2028-12-24'],
  ])('reads %j as %s to %s', (text, from, to) => {
    expect(span(text)).toEqual({ from, to });
  });

  it.each([
    ['', /first and the last day/],
    ['24 Dec - 27', /first and the last day/],
    ['24 Dec - 27 Dec - 2 Jan', /first and the last day/],
    ['24 Dec 2 Jan 3 Jan', /first and the last day/],
    ['- 24 Dec', /first and the last day/],
    ['24 Dec 31 Nov', /no day 31/],
    ['31 Nov 24 Dec', /no day 31/],
    ['31 Nov', /no day 31/],
    ['Fri 24 Dec', /is a Thursday/],
    ['12/11 13/11', /slashes/],
    ['24 Dec 02:30 2 Jan 03:00', /whole days/],
    ['2027-01-02 2026-12-24', /^2026-12-24 comes before 2027-01-02: type the first day first/],
    ['24 Dec tomorrow', /comes before/],
    ['24 Dec 20 Dec', /^That would be from 2026-12-24 to 2027-12-20: .*with its year/],
  ])('does not guess at %j, but says what to type', (text, words) => {
    expect(span(text)).toEqual(problem(words));
  });

  it('reads back any two days in any two ways to write them', () => {
    const cases = anyToday.chain((from) =>
      fc.integer({ min: 0, max: 180 }).chain((length) => {
        const to = addDays(from, length);
        return fc.record({
          ...{ from: fc.constant(from), to: fc.constant(to) },
          first: fc.constantFrom(...withYear(from)),
          last: fc.constantFrom(...withYear(to), ...withoutYear(to)),
          between: fc.constantFrom(' ', '..', ' .. ', ' - ', '–', ' to '),
        });
      }),
    );
    fc.assert(
      fc.property(cases, anyToday, ({ from, to, first, last, between }, today) => {
        expect(span(`${first}${between}${last}`, today)).toEqual({ from, to });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('typed days', () => {
  const words = fc.constantFrom(
    ...['24', '2', '31', '0', '2026', '12', '24.12.', '2026-12-24', 'dec', 'Feb', '29', 'th', 'next', 'fri', 'Monday'],
    ...['today', 'to', '-', '..', '–', '/', ':', ',', ' ', '\n', '@here', '<!channel>', '__proto__', 'ſ', 'İ', '２'],
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(words, { maxLength: 10 }).map((some) => some.join('')),
    fc.array(words, { maxLength: 10 }).map((some) => some.join(' ')),
  );

  const harmless = /^[\w .,:-]+\.$/;

  it('are real days in order or a problem that names nobody, whatever was typed', () => {
    fc.assert(
      fc.property(anyText, anyToday, (text, today) => {
        const one = day(text, today);
        expect('day' in one ? isDay(one.day) : harmless.test(one.problem)).toBe(true);
        const two = span(text, today);
        const isSpan = 'from' in two && isDay(two.from) && isDay(two.to) && two.from <= two.to;
        expect(isSpan || ('problem' in two && harmless.test(two.problem))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('are read at once, however much was typed', () => {
    for (const piece of ['24 ', 'dec ', ' ', '- ', '24.12. ', 'fri ']) {
      expect(span(piece.repeat(1000))).toEqual(problem(/./));
    }
  });
});
