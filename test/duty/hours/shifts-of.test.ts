import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DutyDay, type DutyHours, parseHours } from '../../../src/config/hours.ts';
import { addDays, daysFrom, weekdayOf } from '../../../src/duty/days.ts';
import { shiftsOf } from '../../../src/duty/hours/shifts-of.ts';
import { instantOf } from '../../../src/duty/hours/wall-time.ts';
import type { ShiftTime } from '../../../src/duty/shift.ts';
import { type Change, changes, DAY_MS, dayOf, MINUTE_MS, minuteOf, shownAt, wallAt, zones } from './wall-clocks.ts';

const never = () => false;

type Asked = { from: string; to?: string; zone?: string; holidays?: string[] };

/** The shifts as people see them: `2026-11-20 15:00 to 2026-11-20 22:00` by the clocks of the zone. */
function seen(hours: Record<string, string>, { from, to = from, zone = 'Europe/Warsaw', holidays = [] }: Asked) {
  const days = { from, to, zone, isHoliday: (day: string) => holidays.includes(day) };
  const time = (at: Date) => shownAt(at.getTime(), zone).slice(0, 16);
  return shiftsOf(parseHours(hours).hours, days).map(({ start, end }) => `${time(start)} to ${time(end)}`);
}

const hoursOf = ({ start, end }: ShiftTime): number => (end.getTime() - start.getTime()) / (60 * MINUTE_MS);

const changesOf = (zone: string) => changes.filter((change) => change.zone === zone).map(({ at, jump }) => [at, jump]);

describe('shiftsOf', () => {
  const oncall = { 'mon-fri': '15:00-22:00', 'sat-sun': '09:00-22:00' };

  it('gives each day the hours of its weekday, from the first to the last day, and none to a day without hours', () => {
    expect(seen(oncall, { from: '2026-11-20', to: '2026-11-21' })).toEqual([
      '2026-11-20 15:00 to 2026-11-20 22:00',
      '2026-11-21 09:00 to 2026-11-21 22:00',
    ]);
    expect(seen({ 'mon-fri': '07:00-15:00' }, { from: '2026-11-20', to: '2026-11-23' })).toEqual([
      '2026-11-20 07:00 to 2026-11-20 15:00',
      '2026-11-23 07:00 to 2026-11-23 15:00',
    ]);
    expect(seen(oncall, { from: '2026-11-21', to: '2026-11-20' })).toEqual([]);
  });

  it.each([
    ['over midnight', '22:00-06:00', '2026-11-20 22:00 to 2026-11-21 06:00'],
    ['until midnight', '09:00-24:00', '2026-11-20 09:00 to 2026-11-21 00:00'],
    ['until the midnight written as 00:00', '09:00-00:00', '2026-11-20 09:00 to 2026-11-21 00:00'],
    ['a whole day from midnight', '00:00-24:00', '2026-11-20 00:00 to 2026-11-21 00:00'],
    ['a whole day from another time', '09:00-09:00', '2026-11-20 09:00 to 2026-11-21 09:00'],
  ])('can last %s', (_sentence, hours, shift) => {
    expect(seen({ 'mon-sun': hours }, { from: '2026-11-20' })).toEqual([shift]);
  });

  it('names the day on which a night begins', () => {
    const { hours } = parseHours({ 'mon-sun': '22:00-06:00' });
    const shifts = shiftsOf(hours, { from: '2026-11-20', to: '2026-11-21', zone: 'Asia/Tokyo', isHoliday: never });
    expect(shifts.map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-21']);
  });

  describe('on a public holiday', () => {
    const wednesday = { from: '2026-11-11', holidays: ['2026-11-11'] };

    it('takes the hours of holidays in place of the weekday’s, also where the weekday has none', () => {
      expect(seen({ ...oncall, holiday: '09:00-21:00' }, wednesday)).toEqual(['2026-11-11 09:00 to 2026-11-11 21:00']);
      expect(seen({ sat: '09:00-22:00', holiday: '09:00-21:00' }, wednesday)).toHaveLength(1);
      expect(seen({ ...oncall, holiday: '09:00-21:00' }, { from: '2026-11-11' })[0]).toContain('15:00');
    });

    it('goes by the weekday when hours do not name holidays', () => {
      expect(seen(oncall, wednesday)).toEqual(['2026-11-11 15:00 to 2026-11-11 22:00']);
    });

    const nights = { 'mon-sun': '22:00-06:00', holiday: '00:00-24:00' };

    it('ends the night before where the holiday’s hours begin, whether or not that day is asked for', () => {
      const [before, ...others] = seen(nights, { from: '2026-11-10', to: '2026-11-11', holidays: ['2026-11-11'] });
      expect(before).toBe('2026-11-10 22:00 to 2026-11-11 00:00');
      expect(others).toEqual(['2026-11-11 00:00 to 2026-11-12 00:00']);
      expect(seen(nights, { from: '2026-11-10', holidays: ['2026-11-11'] })).toEqual([before]);
    });

    it('ends where the next day’s hours begin', () => {
      const hours = { 'mon-sun': '09:00-17:00', holiday: '20:00-12:00' };
      expect(seen(hours, wednesday)).toEqual(['2026-11-11 20:00 to 2026-11-12 09:00']);
    });
  });

  describe('where clocks change', () => {
    const spring = { from: '2026-03-28', to: '2026-03-29' };

    it.each([
      ['is an hour shorter in spring', '2026-03-28', '22:00-06:00', 7],
      ['is an hour longer in autumn', '2026-10-24', '22:00-06:00', 9],
      ['begins with the first of two equal times', '2026-10-25', '02:30-06:00', 4.5],
      ['ends with the first of two equal times', '2026-10-24', '22:00-02:30', 4.5],
      ['begins after the gap in which it would', '2026-03-29', '02:30-06:00', 3],
      ['ends before the gap in which it would', '2026-03-28', '22:00-02:30', 4],
      ['is half an hour longer on Lord Howe', '2026-04-04', '22:00-06:00', 8.5, 'Australia/Lord_Howe'],
      ['is two hours shorter at Troll', '2026-03-28', '22:00-06:00', 6, 'Antarctica/Troll'],
      ['has 23 hours where its midnight is left out', '2026-03-29', '00:00-24:00', 23, 'Asia/Beirut'],
    ])('%s', (_sentence, day, text, length, zone = 'Europe/Warsaw') => {
      const { hours } = parseHours({ 'mon-sun': text });
      expect(shiftsOf(hours, { from: day, to: day, zone, isHoliday: never }).map(hoursOf)).toEqual([length]);
    });

    it('leaves out hours that clocks jump over', () => {
      expect(seen({ 'mon-sun': '02:10-02:50' }, spring)).toEqual(['2026-03-28 02:10 to 2026-03-28 02:50']);
      expect(seen({ 'mon-sun': '23:00-24:00' }, { ...spring, zone: 'America/Nuuk' })).toEqual([
        '2026-03-29 23:00 to 2026-03-30 00:00',
      ]);
    });

    it('does not end a night at hours that clocks jump over', () => {
      const given = { from: '2026-03-28', holidays: ['2026-03-29'] };
      expect(seen({ 'mon-sun': '22:00-06:00', holiday: '02:10-02:50' }, given)).toEqual([
        '2026-03-28 22:00 to 2026-03-29 06:00',
      ]);
    });

    it('leaves out a night of which a holiday’s hours leave nothing', () => {
      const given = { ...spring, zone: 'America/Nuuk', holidays: ['2026-03-29'] };
      expect(seen({ 'mon-sun': '23:00-06:00', holiday: '00:00-24:00' }, given)).toEqual([
        '2026-03-29 00:00 to 2026-03-30 00:00',
      ]);
    });
  });

  describe('in every zone, from 2024 to 2030', () => {
    const years = { from: '2024-01-01', to: '2030-12-31', isHoliday: never };
    /** Zones whose clocks changed alike are one here: their shifts differ by a constant. */
    const kinds = new Map(zones.map((zone) => [JSON.stringify(changesOf(zone)), zone]));

    it.each(['00:00-24:00', '09:00-09:00', '02:30-02:30'])('covers every instant once with %s', (text) => {
      const { hours } = parseHours({ 'mon-sun': text });
      for (const zone of kinds.values()) {
        const shifts = shiftsOf(hours, { ...years, zone });
        const [first, last] = [shifts[0], shifts.at(-1)];
        expect([zone, shifts.filter(({ end }, index) => end > (shifts[index + 1]?.start ?? end))]).toEqual([zone, []]);
        const length = shifts.reduce((sum, shift) => sum + hoursOf(shift), 0);
        expect([zone, length]).toEqual([zone, last && first && hoursOf({ ...first, end: last.end })]);
        const minute = hours[0]?.start ?? 0;
        expect([zone, first?.start, last?.end]).toEqual([
          zone,
          instantOf('2024-01-01', minute, zone),
          instantOf('2031-01-01', minute, zone),
        ]);
      }
    });
  });
});

const STEP = 5;
const someMinute = (most: number) => fc.integer({ min: 0, max: most / STEP }).map((step) => step * STEP);
const kindsOfDay: DutyDay[] = [1, 2, 3, 4, 5, 6, 7, 'holiday'];
const anyHours = fc
  .subarray(kindsOfDay, { minLength: 1 })
  .chain((days) =>
    fc.tuple(
      ...days.map((day) => fc.record({ day: fc.constant(day), start: someMinute(1435), end: someMinute(1440) })),
    ),
  );

/** Any hours, on the days around any change of any zone's clocks, some of them holidays. */
const anyCase = fc.record({
  hours: anyHours,
  change: fc.constantFrom(...changes),
  holidays: fc.subarray([-2, -1, 0, 1, 2]),
});
type Case = { hours: DutyHours[]; change: Change; holidays: number[] };

function daysAround({ change, holidays }: Case) {
  const middle = dayOf(wallAt(change.at, change.zone));
  const days = holidays.map((number) => addDays(middle, number));
  const isHoliday = (day: string) => days.includes(day);
  return { from: addDays(middle, -2), to: addDays(middle, 2), zone: change.zone, isHoliday };
}

/** By the wall clock alone: the day whose hours a minute of a day belongs to, or null. */
function ownerOf(given: Case, day: string, minute: number): string | null {
  const { isHoliday, zone } = daysAround(given);
  const hoursOn = (on: string) => {
    const holiday = isHoliday(on) && given.hours.find((each) => each.day === 'holiday');
    return holiday || given.hours.find((each) => each.day === weekdayOf(on));
  };
  const [today, yesterday] = [hoursOn(day), hoursOn(addDays(day, -1))];
  const until = today && today.end <= today.start ? 1440 : (today?.end ?? 0);
  if (today && minute >= today.start && minute < until) return day;
  // A night ends where the hours of the day begin, unless clocks jump over all of these.
  const exists =
    today && (today.end <= today.start || instantOf(day, today.start, zone) < instantOf(day, today.end, zone));
  if (exists && minute >= today.start) return null;
  return yesterday && yesterday.end <= yesterday.start && minute < yesterday.end ? addDays(day, -1) : null;
}

describe('shiftsOf, for any hours around any change of the clocks', () => {
  it('covers every configured minute that clocks show exactly once, and no others', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { change, hours } = given;
        const shifts = shiftsOf(hours, daysAround(given));
        const mistakes: unknown[] = [];
        for (let at = change.at - DAY_MS; at < change.at + DAY_MS; at += STEP * MINUTE_MS) {
          // A time shown for the second time belongs to whoever had the last minute before clocks went back.
          const again = at >= change.at && at < change.at - change.jump;
          const wall = wallAt(again ? change.at - MINUTE_MS : at, change.zone);
          const owner = ownerOf(given, dayOf(wall), minuteOf(wall));
          const covering = shifts.filter(({ start, end }) => start.getTime() <= at && at < end.getTime());
          const owners = covering.map(({ day }) => day).join();
          if (owners !== (owner ?? '')) mistakes.push({ at: new Date(at), owner, owners });
        }
        expect(mistakes).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives a day the same shift whichever other days are asked for', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const days = daysAround(given);
        const each = daysFrom(days.from, days.to).flatMap((day) =>
          shiftsOf(given.hours, { ...days, from: day, to: day }),
        );
        expect(each).toEqual(shiftsOf(given.hours, days));
      }),
    );
  });
});
