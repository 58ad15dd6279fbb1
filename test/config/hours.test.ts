import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHours } from '../../src/config/hours.ts';
import { showTime, WEEKDAY_NAMES } from '../../src/config/week.ts';

const mistakesOf = (given: unknown) => parseHours(given).mistakes.map(({ key, text }) => `${key}: ${text}`);

describe('parseHours', () => {
  it('makes one entry of each day, Monday first and holiday last', () => {
    const given = { holiday: '10:00-12:00', 'sat-sun': '09:00-22:00', fri: '07:00-15:00' };
    expect(parseHours(given)).toEqual({
      hours: [
        { day: 5, start: 420, end: 900 },
        { day: 6, start: 540, end: 1320 },
        { day: 7, start: 540, end: 1320 },
        { day: 'holiday', start: 600, end: 720 },
      ],
      mistakes: [],
    });
  });

  it.each([
    ['22:00-06:00', 1320, 360],
    ['00:00-24:00', 0, 1440],
    ['00:00-00:00', 0, 0],
    ['07:00-07:00', 420, 420],
    ['22:00-24:00', 1320, 1440],
  ])('takes %s on every day', (times, start, end) => {
    const { hours, mistakes } = parseHours({ 'mon-sun': times });
    expect(mistakes).toEqual([]);
    expect(hours).toHaveLength(7);
    expect(hours.every((entry) => entry.start === start && entry.end === end)).toBe(true);
  });

  it.each([{}, [], null, undefined, 'mon-fri', 7])('refuses %j as a whole', (given) => {
    expect(parseHours(given).mistakes).toMatchObject([{ key: null, text: expect.stringContaining('mon-fri') }]);
  });

  it.each(['24:00-06:00', '07:00', '7-15', '07:00 - 15:00', '15:00-25:00', '07:00-15:00-16:00', '', 700, null])(
    'refuses %j as times of day',
    (times) => {
      expect(mistakesOf({ mon: times })).toEqual([expect.stringContaining('is not allowed; hours such as')]);
    },
  );

  it('refuses a day that does not exist', () => {
    expect(mistakesOf({ funday: '07:00-15:00' })).toEqual([
      'funday: "funday" is not allowed; a weekday or a range of them (mon, mon-fri, sat-sun), or holiday',
    ]);
  });

  it('refuses a day that is named twice', () => {
    expect(mistakesOf({ 'mon-fri': '07:00-15:00', 'fri-sat': '16:00-20:00' })).toEqual([
      'fri-sat: fri is also in "mon-fri"; each day once',
    ]);
  });

  it('refuses hours that last into the next day’s', () => {
    expect(mistakesOf({ fri: '22:00-09:01', 'sat-sun': '09:00-20:00' })).toEqual([
      'fri: these hours last until 09:01 on sat, when "sat-sun" has begun at 09:00; hours that do not overlap',
    ]);
  });

  it('refuses hours of Sunday that last into Monday’s', () => {
    expect(mistakesOf({ mon: '00:00-08:00', sun: '20:00-06:00' })).toHaveLength(1);
  });

  it('lets one day begin when the one before ends', () => {
    expect(mistakesOf({ fri: '22:00-09:00', 'sat-sun': '09:00-20:00' })).toEqual([]);
  });

  it('tells all mistakes at once', () => {
    expect(mistakesOf({ mon: 'x', tuu: '07:00-15:00', wed: '20:00-10:00', thu: '09:00-10:00' })).toHaveLength(3);
  });

  it('gives no instant of the week to two entries, whatever is accepted', () => {
    const time = fc.integer({ min: 0, max: 1439 });
    const week = fc.dictionary(fc.constantFrom(...WEEKDAY_NAMES), fc.tuple(time, time), { minKeys: 1 });
    fc.assert(
      fc.property(week, (days) => {
        const entries = Object.entries(days).map(([day, [from, to]]) => [day, `${showTime(from)}-${showTime(to)}`]);
        const { hours, mistakes } = parseHours(Object.fromEntries(entries));
        const covered = new Set<number>();
        let minutes = 0;
        for (const { day, start, end } of hours) {
          const length = end > start ? end - start : end + 1440 - start;
          minutes += length;
          const first = (Number(day) - 1) * 1440 + start;
          for (let minute = first; minute < first + length; minute += 1) covered.add(minute % 10_080);
        }
        expect(mistakes.length === 0).toBe(covered.size === minutes);
      }),
      { numRuns: 60 },
    );
  });
});
