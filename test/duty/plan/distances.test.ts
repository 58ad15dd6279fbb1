import { describe, expect, it } from 'vitest';
import { EVENINGS, names, planned, WORKING_HOURS } from './plans.ts';

const FOUR_DAYS = { 'mon-thu': '07:00-15:00' };
const SIZES = Array.from({ length: 12 }, (_, index) => index + 3);
const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** How many turns later each member has their next, over two cycles of a team that is always there. */
function distances(size: number, hours: Record<string, string>): number[] {
  const house = { ic: { members: names(size), hours }, oncall: { members: ['other'], hours: { sun: '12:00-13:00' } } };
  const members = planned(house, 14 * size).ic.shifts.map(({ member }) => member);
  return members.flatMap((member, turn) => {
    const next = members.indexOf(member, turn + 1);
    return next < 0 ? [] : [next - turn];
  });
}

describe.each([
  ['working days', 5, WORKING_HOURS],
  ['every day', 7, EVENINGS],
  ['four days a week', 4, FOUR_DAYS],
] as const)('on %s', (_what, turnsAWeek, hours) => {
  it('everybody has every turn as long after the last as there are members, where that changes weekdays', () => {
    for (const size of SIZES.filter((count) => divisor(count, turnsAWeek) === 1)) {
      expect(new Set(distances(size, hours)), String(size)).toEqual(new Set([size]));
    }
  });

  it('and one turn less at the least where going round would keep weekdays: nothing longer changes them', () => {
    for (const size of SIZES.filter((count) => count % turnsAWeek === 0)) {
      expect(Math.min(...distances(size, hours)), String(size)).toBe(size - 1);
    }
  });

  it('never sooner than a week short of a round', () => {
    for (const size of SIZES)
      expect(Math.min(...distances(size, hours)), String(size)).toBeGreaterThan(size - turnsAWeek);
  });
});
