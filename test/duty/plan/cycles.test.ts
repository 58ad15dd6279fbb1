import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf } from '../../../src/duty/days.ts';
import type { Cycle } from '../../../src/duty/plan/cycle.ts';
import { drawing } from '../../../src/duty/plan/drawing.ts';
import type { LedgerShift } from '../../../src/duty/plan/ledger.ts';
import { reconcile } from '../../../src/duty/plan/reconcile.ts';
import { EVENINGS, FIRST_DAY, names, nothing, planned, rulesOf, START, WORKING_HOURS } from './plans.ts';
import { spreadsOf, worstSpreads } from './spreads.ts';

/** The other duty, which is nobody's here. */
const NOBODY = { members: ['other'], hours: { sun: '12:00-13:00' } };
const HOUR_MS = 3_600_000;
const SIZES = Array.from({ length: 14 }, (_, index) => index + 1);
const NIGHTS = { 'mon-sun': '22:00-06:00' };
const LONG_WEEKENDS = { 'mon-thu': '17:00-09:00', fri: '17:00-20:00', 'sat-sun': '00:00-24:00' };

const inCycle = (shifts: readonly LedgerShift[], { start, end }: Cycle): LedgerShift[] =>
  shifts.filter(({ day }) => day >= start && day <= end);

/** Nobody of a cycle has more than one shift, weekend day or any one weekday beyond another; nor longer hours than a shift's. */
function expectFair(shifts: readonly LedgerShift[], cycle: Cycle): void {
  const own = inCycle(shifts, cycle);
  const { length, ...counts } = spreadsOf(own, cycle.members);
  const where = `${cycle.members.length} members, ${cycle.start}`;
  expect(Math.max(...Object.values(counts)), where).toBeLessThanOrEqual(1);
  const longest = Math.max(...own.map(({ start, end }) => end.getTime() - start.getTime()));
  // A clock that changes makes some night an hour longer, or shorter.
  expect(length, where).toBeLessThanOrEqual(longest + HOUR_MS);
}

describe('over any whole cycle, as many weeks as members', () => {
  it.each([
    ['working days', WORKING_HOURS],
    ['evenings and weekends', EVENINGS],
    ['nights', NIGHTS],
    ['hours of many lengths', LONG_WEEKENDS],
  ])('1 to 14 members share %s evenly, and so each weekday', (_what, hours) => {
    for (const size of SIZES.filter((count) => count !== 2)) {
      const { shifts, cycles } = planned({ ic: { members: names(size), hours }, oncall: NOBODY }, 7 * size * 2).ic;
      for (const cycle of cycles) expectFair(shifts, cycle);
    }
  });

  it('a team that has both duties shares each evenly, though nobody has both on one day', () => {
    for (const size of [3, 4, 7, 10, 14]) {
      const members = names(size);
      const house = { ic: { members, hours: WORKING_HOURS }, oncall: { members, hours: EVENINGS } };
      const ledger = planned(house, 7 * size * 2);
      for (const { shifts, cycles } of Object.values(ledger)) for (const each of cycles) expectFair(shifts, each);
    }
  });

  it('two members alternate, and differ by one, but keep weekdays when an even number of turns is in a week', () => {
    const house = { ic: { members: names(2), hours: { 'mon-thu': '07:00-15:00' } }, oncall: NOBODY };
    const { shifts, cycles } = planned(house, 60).ic;
    for (const cycle of cycles) {
      expect(spreadsOf(inCycle(shifts, cycle), cycle.members)).toEqual({
        shifts: 0,
        weekendDays: 0,
        weekday: 2,
        length: 0,
      });
    }
  });

  it('whole weeks go round: everybody has one in a cycle of whole weeks', () => {
    for (const size of SIZES) {
      const house = { ic: { members: names(size), hours: EVENINGS, turn: 'week' as const }, oncall: NOBODY };
      const { shifts, cycles } = planned(house, 7 * size * 2).ic;
      const [, second] = cycles as [Cycle, Cycle];
      expect(spreadsOf(inCycle(shifts, second), second.members), String(size)).toMatchObject({ shifts: 0, weekday: 0 });
    }
  });

  it('is fair after people exchanged shifts as they liked in the cycle before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 8 }), fc.nat({ max: 999 }), (size, seed) => {
        const draw = drawing(seed);
        const members = names(size);
        const rules = rulesOf({ ic: { members, hours: WORKING_HOURS }, oncall: NOBODY });
        const { ledger } = reconcile(nothing, rules, { now: START, until: FIRST_DAY });
        const end = ledger.ic.cycles.at(-1)?.end ?? '';
        for (const shift of ledger.ic.shifts) {
          if (draw(3) === 0) Object.assign(shift, { member: members[draw(2)], override: true });
        }
        const next = reconcile(ledger, rules, { now: START, until: addDays(end, 7 * size) }).ledger.ic;
        for (const cycle of next.cycles.slice(1)) expectFair(next.shifts, cycle);
      }),
      { seed: 3, numRuns: 20 },
    );
  });

  it('goes on as it was planned, not as people exchanged shifts', () => {
    const rules = rulesOf({ ic: { members: names(6), hours: WORKING_HOURS }, oncall: NOBODY });
    const { ledger } = reconcile(nothing, rules, { now: START, until: FIRST_DAY });
    const until = addDays(FIRST_DAY, 70);
    const [one, , other] = ledger.ic.shifts.filter(({ day }) => weekdayOf(day) === 3) as LedgerShift[];
    const exchanged = ledger.ic.shifts.map((shift) => {
      const taker = shift === one ? other : shift === other ? one : null;
      return taker ? { ...shift, member: taker.member, override: true } : shift;
    });
    const after = { ...ledger, ic: { ...ledger.ic, shifts: exchanged } };
    const [plain, next] = [ledger, after].map((each) => {
      const { shifts, cycles } = reconcile(each, rules, { now: START, until }).ledger.ic;
      return inCycle(shifts, cycles[1] as Cycle);
    });
    expect(next).toEqual(plain);
  });
});

describe('in as many weeks as members, from any day on', () => {
  it('nobody is off by more than one shift, weekend day or weekday while everybody is there', () => {
    for (const size of SIZES.filter((count) => count !== 2)) {
      const house = { ic: { members: names(size), hours: EVENINGS }, oncall: NOBODY };
      const { shifts } = planned(house, 7 * size * 3).ic;
      const { length: _, ...worst } = worstSpreads(shifts, names(size), { days: 7 * size, step: 1 });
      expect(Math.max(...Object.values(worst)), String(size)).toBeLessThanOrEqual(1);
    }
  });
});
