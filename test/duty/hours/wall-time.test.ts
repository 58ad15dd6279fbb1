import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../src/duty/hours/wall-time.ts';
import { type Change, changes, DAY_MS, dayOf, MINUTE_MS, minuteOf, wallAt, zones } from './wall-clocks.ts';

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Offsets are whole quarters of an hour, and so are all changes of the clocks. */
const STEP_MS = 15 * MINUTE_MS;
const HOURS_3 = 180 * MINUTE_MS;

/** By going through the hours around a change: each time that clocks show, and the first instant that shows it. */
function firstShowings({ at, zone }: Change): Map<number, number> {
  const first = new Map<number, number>();
  for (let instant = at - 2 * HOURS_3; instant <= at + 2 * HOURS_3; instant += STEP_MS) {
    const wall = wallAt(instant, zone);
    if (!first.has(wall)) first.set(wall, instant);
  }
  return first;
}

/** Where `instantOf` is wrong in the hours around a change, as sentences. */
function mistakesAround(change: Change): string[] {
  const { at, zone } = change;
  const first = firstShowings(change);
  const changed = wallAt(at, zone);
  const mistakes: string[] = [];
  for (let wall = changed - HOURS_3; wall <= changed + HOURS_3; wall += STEP_MS) {
    const found = instantOf(dayOf(wall), minuteOf(wall), zone).getTime();
    const expected = first.get(wall) ?? at;
    if (found === expected) continue;
    const [time, wrong, right] = [wall, found, expected].map((each) => new Date(each).toISOString());
    mistakes.push(`${zone} ${time}: ${wrong} instead of ${right}`);
  }
  return mistakes;
}

describe('instantOf', () => {
  it.each([
    ['an ordinary time in winter', 'Europe/Warsaw', '2026-11-20', '07:00', '2026-11-20T07:00+01:00'],
    ['an ordinary time in summer', 'Europe/Warsaw', '2026-07-20', '07:00', '2026-07-20T07:00+02:00'],
    ['24:00 as the midnight that ends the day', 'Europe/Warsaw', '2026-12-31', '24:00', '2027-01-01T00:00+01:00'],
    ['the last time before a gap', 'Europe/Warsaw', '2026-03-29', '01:59', '2026-03-29T01:59+01:00'],
    ['a time in the gap as its end', 'Europe/Warsaw', '2026-03-29', '02:30', '2026-03-29T03:00+02:00'],
    ['the first time after a gap', 'Europe/Warsaw', '2026-03-29', '03:00', '2026-03-29T03:00+02:00'],
    ['a time shown twice as the first of the two', 'Europe/Warsaw', '2026-10-25', '02:30', '2026-10-25T02:30+02:00'],
    [
      'the time at which clocks go back as the second',
      'Europe/Warsaw',
      '2026-10-25',
      '03:00',
      '2026-10-25T03:00+01:00',
    ],
    ['a gap of 30 minutes', 'Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-04T02:30+11:00'],
    ['30 minutes shown twice', 'Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-05T01:45+11:00'],
    ['a gap of two hours', 'Antarctica/Troll', '2026-03-29', '01:30', '2026-03-29T03:00+02:00'],
    ['a midnight that does not exist', 'Asia/Beirut', '2026-03-29', '00:00', '2026-03-29T01:00+03:00'],
    ['24:00 where that midnight does not exist', 'Asia/Beirut', '2026-03-28', '24:00', '2026-03-29T01:00+03:00'],
    ['a gap that ends at midnight', 'America/Nuuk', '2026-03-28', '23:30', '2026-03-29T00:00-01:00'],
    ['a midnight shown twice', 'America/Havana', '2026-11-01', '00:00', '2026-11-01T00:00-04:00'],
    ['24:00 where the hour before it comes twice', 'Africa/Cairo', '2026-10-29', '24:00', '2026-10-30T00:00+02:00'],
    ['a whole day that was left out', 'Pacific/Apia', '2011-12-30', '12:00', '2011-12-31T00:00+14:00'],
    ['the west of the date line', 'Pacific/Kiritimati', '2026-01-01', '00:00', '2026-01-01T00:00+14:00'],
    ['the east of the date line', 'Pacific/Pago_Pago', '2026-01-01', '23:59', '2026-01-01T23:59-11:00'],
  ])('takes %s', (_sentence, zone, day, time, instant) => {
    expect(instantOf(day, minutes(time), zone)).toEqual(new Date(instant));
  });

  it('is the first instant that shows the time, or the first after the gap, at every change of 2024-2030', () => {
    expect(changes.length).toBeGreaterThan(1000);
    expect(changes.flatMap(mistakesAround)).toEqual([]);
  });

  const anyDay = fc.integer({ min: Date.UTC(2024, 0, 1) / DAY_MS, max: Date.UTC(2030, 11, 31) / DAY_MS });
  const anyMinute = fc.integer({ min: 0, max: 1440 });

  it('is shown in the zone as the time asked for, on any day, and never as an earlier one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyDay, anyMinute, (zone, number, minute) => {
        const asked = number * DAY_MS + minute * MINUTE_MS;
        const shown = wallAt(instantOf(dayOf(number * DAY_MS), minute, zone).getTime(), zone);
        expect(shown).toBeGreaterThanOrEqual(asked);
        const gap = changes.find((change) => change.zone === zone && wallAt(change.at, zone) === shown);
        expect(shown - asked).toBeLessThanOrEqual(Math.max(0, gap?.jump ?? 0));
      }),
      { numRuns: 1000 },
    );
  });

  it('is never earlier for a later time', () => {
    const around = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -2, max: 1 }));
    fc.assert(
      fc.property(around, anyMinute, anyMinute, ([{ at, zone }, back], one, other) => {
        const day = dayOf(wallAt(at, zone) + back * DAY_MS);
        const [sooner, later] = [Math.min(one, other), Math.max(one, other)];
        expect(instantOf(day, sooner, zone) <= instantOf(day, later, zone)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
