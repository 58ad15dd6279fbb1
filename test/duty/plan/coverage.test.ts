import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayIn, daysFrom } from '../../../src/duty/days.ts';
import type { Ledger } from '../../../src/duty/plan/ledger.ts';
import type { DutyRules } from '../../../src/duty/plan/planning.ts';
import { reconcile } from '../../../src/duty/plan/reconcile.ts';
import { rotationNames } from '../../../src/duty/shift.ts';
import { houses } from './houses.ts';
import { ableTo, nothing, onDay, rulesOf, START } from './plans.ts';

const DAYS = 40;

/** For any house: its rules, its plan, and the days that must be planned. */
function forAnyPlan(check: (plan: { rules: DutyRules; ledger: Ledger; days: string[] }) => void): void {
  const property = fc.property(houses, (house) => {
    const rules = rulesOf(house);
    const today = dayIn(START, rules.zone);
    const until = addDays(today, DAYS);
    const { ledger } = reconcile(nothing, rules, { now: START, until });
    check({ rules, ledger, days: daysFrom(today, until) });
  });
  fc.assert(property, { seed: 1, numRuns: 100 });
}

/** The most shifts of a day that can be covered: `able` tells who could have each. */
function mostCovered(able: readonly string[][], neverBoth: boolean): number {
  const [first = [], second = []] = able;
  const covered = Number(first.length > 0) + Number(second.length > 0);
  const isOnlyOne = first.length === 1 && second.length === 1 && first[0] === second[0];
  return covered === 2 && neverBoth && isOnlyOne ? 1 : covered;
}

describe('a plan', () => {
  it('has exactly the shifts that the hours ask for, and no two of a duty at the same time', () => {
    forAnyPlan(({ rules, ledger, days }) => {
      const [from, to] = [days[0] as string, days.at(-1) as string];
      for (const rotation of rotationNames) {
        const { shifts } = ledger[rotation];
        const due = shifts
          .filter(({ day }) => day >= from && day <= to)
          .map(({ day, start, end }) => ({ day, start, end }));
        expect(due).toEqual(rules.shiftsOf(rotation, from, to));
        for (const [index, { end }] of shifts.entries()) {
          const next = shifts[index + 1];
          if (next) expect(end.getTime()).toBeLessThanOrEqual(next.start.getTime());
        }
      }
    });
  });

  it('names only people who can have the shift, and nobody for both duties of a day', () => {
    forAnyPlan(({ rules, ledger, days }) => {
      for (const day of days) {
        const shifts = onDay(ledger, day);
        for (const shift of shifts) {
          if (shift.member !== null) expect(ableTo(rules, shift.rotation, shift)).toContain(shift.member);
        }
        const [one, other] = shifts.map(({ member }) => member);
        if (rules.neverBoth && one) expect(one).not.toBe(other);
      }
    });
  });

  it('leaves a gap only where nobody could be found, whoever had the other duty of that day', () => {
    forAnyPlan(({ rules, ledger, days }) => {
      for (const day of days) {
        const shifts = onDay(ledger, day);
        const covered = shifts.filter(({ member }) => member !== null).length;
        const able = shifts.map((shift) => ableTo(rules, shift.rotation, shift));
        expect(covered, day).toBe(mostCovered(able, rules.neverBoth));
      }
    });
  });
});
