import { describe, expect, it } from 'vitest';
import { isDay, parseDaySpan } from '../../src/config/day.ts';
import { dayAfter, parseTime, parseWeekdays, parseWeeklyTime, showTime } from '../../src/config/week.ts';

describe('isDay', () => {
  it.each(['2027-01-15', '2028-02-29', '2026-12-31'])('takes %s', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each(['2027-02-29', '2027-02-30', '2027-13-01', '2027-00-10', '2027-1-5', '27-01-05', '2027-01-15T00:00', '', 5])(
    'refuses %j',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
});

describe('parseDaySpan', () => {
  it('reads a single day as a span of one', () => {
    expect(parseDaySpan('2026-12-24')).toEqual({ from: '2026-12-24', to: '2026-12-24' });
  });

  it('reads a first and a last day', () => {
    expect(parseDaySpan('2026-12-24..2027-01-02')).toEqual({ from: '2026-12-24', to: '2027-01-02' });
  });

  it.each(['2027-01-02..2026-12-24', '2026-12-24..', '..2026-12-24', '2026-12-24...2026-12-25', '', 'x'])(
    'refuses %j',
    (text) => {
      expect(parseDaySpan(text)).toBeNull();
    },
  );

  it('refuses a third day', () => {
    expect(parseDaySpan('2026-12-24..2026-12-25..2026-12-26')).toBeNull();
  });
});

describe('parseWeekdays', () => {
  it.each([
    ['mon', [1]],
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['sat-sun', [6, 7]],
    ['fri-mon', [5, 6, 7, 1]],
    ['wed-wed', [3]],
    ['mon-sun', [1, 2, 3, 4, 5, 6, 7]],
  ])('reads %s', (text, days) => {
    expect(parseWeekdays(text)).toEqual(days);
  });

  it.each(['', 'monday', 'Mon', 'mon-', '-mon', 'mon-tue-wed', 'mon,tue', 'holiday'])('refuses %j', (text) => {
    expect(parseWeekdays(text)).toBeNull();
  });

  it('puts Monday after Sunday', () => {
    expect(dayAfter(7)).toBe(1);
    expect(dayAfter(1)).toBe(2);
  });
});

describe('times', () => {
  it.each([
    ['00:00', 0],
    ['07:00', 420],
    ['23:59', 1439],
  ])('reads %s as minutes since midnight, and shows them so', (text, minutes) => {
    expect(parseTime(text)).toBe(minutes);
    expect(showTime(minutes)).toBe(text);
  });

  it.each(['24:00', '7:00', '07:60', '25:00', '07:00:00', '7', '', '07.00'])('refuses %j', (text) => {
    expect(parseTime(text)).toBeNull();
  });

  it('takes 24:00 as an end only', () => {
    expect(parseTime('24:00', 'as end')).toBe(1440);
    expect(parseTime('24:01', 'as end')).toBeNull();
  });

  it('reads a weekday with a time', () => {
    expect(parseWeeklyTime('mon 10:00')).toEqual({ weekday: 1, minute: 600 });
    expect(parseWeeklyTime('sun 23:59')).toEqual({ weekday: 7, minute: 1439 });
  });

  it.each(['mon', '10:00', 'mon  10:00', 'mon 24:00', 'mo 10:00', 'mon 10:00 utc'])('refuses %j', (text) => {
    expect(parseWeeklyTime(text)).toBeNull();
  });
});
