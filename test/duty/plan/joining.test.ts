import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/duty/days.ts';
import {
  ableTo,
  EVENINGS,
  FIRST_DAY,
  memberOf,
  names,
  planned,
  rulesOf,
  type Somebody,
  WORKING_HOURS,
} from './plans.ts';
import { spreadsOf } from './spreads.ts';

const someDay = fc.integer({ min: 1, max: 40 }).map((days) => addDays(FIRST_DAY, days));
const NEWCOMER = 'new';

/** Somebody who comes, or comes back, in the middle of a cycle. */
const arrivals: fc.Arbitrary<Somebody> = fc.oneof(
  someDay.map((from) => ({ user: NEWCOMER, from })),
  someDay.map((shadowUntil) => ({ user: NEWCOMER, shadowUntil })),
  someDay.map((to) => ({ user: NEWCOMER, away: [{ from: FIRST_DAY, to }] })),
);

describe('somebody who joins, returns, or is done with shadowing', () => {
  it('has in no cycle more than their share of the shifts they were there for, rounded up', () => {
    const cases = fc.tuple(arrivals, fc.integer({ min: 2, max: 7 }), fc.constantFrom(WORKING_HOURS, EVENINGS));
    const property = fc.property(cases, ([somebody, others, hours]) => {
      const members = [...names(others), memberOf(somebody)];
      const house = { ic: { members, hours }, oncall: { members: ['other'], hours: { sun: '12:00-13:00' } } };
      const rules = rulesOf(house);
      const { shifts, cycles } = planned(house, 90).ic;
      for (const { start, end } of cycles) {
        const own = shifts.filter(({ day }) => day >= start && day <= end);
        const able = own.map((shift) => ableTo(rules, 'ic', shift));
        const share = able.reduce((sum, those) => sum + (those.includes(NEWCOMER) ? 1 / those.length : 0), 0);
        const had = own.filter(({ member }) => member === NEWCOMER).length;
        expect(had, start).toBeLessThanOrEqual(Math.ceil(share - 1e-9));
      }
    });
    fc.assert(property, { seed: 5, numRuns: 25 });
  });

  it('shares the next cycle with all others as if nothing had been', () => {
    const away = [{ from: addDays(FIRST_DAY, 2), to: addDays(FIRST_DAY, 8) }];
    for (const others of [2, 3, 4, 6]) {
      const members = [...names(others), { user: NEWCOMER, away }];
      const house = {
        ic: { members, hours: WORKING_HOURS },
        oncall: { members: ['other'], hours: { sun: '12:00-13:00' } },
      };
      const { shifts, cycles } = planned(house, 100).ic;
      for (const { start, end, members: team } of cycles.slice(1)) {
        const own = shifts.filter(({ day }) => day >= start && day <= end);
        expect(spreadsOf(own, team), start).toMatchObject({ shifts: 0, weekday: 0 });
      }
    }
  });
});
