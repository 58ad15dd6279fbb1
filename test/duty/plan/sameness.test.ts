import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../src/duty/days.ts';
import type { Ledger } from '../../../src/duty/plan/ledger.ts';
import { reconcile } from '../../../src/duty/plan/reconcile.ts';
import { rotationNames } from '../../../src/duty/shift.ts';
import { houses } from './houses.ts';
import { EVENINGS, FIRST_DAY, type House, names, nothing, planned, rulesOf, START, WORKING_HOURS } from './plans.ts';

const { TZ } = process.env;
afterEach(() => {
  if (TZ === undefined) delete process.env['TZ'];
  else process.env['TZ'] = TZ;
});

/** Who has which shift, through a day. */
const membersUntil = (ledger: Ledger, until: string): string[] =>
  rotationNames.flatMap((rotation) =>
    ledger[rotation].shifts.filter(({ day }) => day <= until).map(({ day, member }) => `${rotation} ${day} ${member}`),
  );

describe('the same schedule', () => {
  it('comes out however far ahead somebody looks, and in whatever steps', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 4 });
    const property = fc.property(houses, steps, (house, days) => {
      const rules = rulesOf(house);
      const until = addDays(FIRST_DAY, 70);
      const atOnce = reconcile(nothing, rules, { now: START, until }).ledger;
      const inSteps = [...days.toSorted((a, b) => a - b), 70].reduce((ledger, ahead) => {
        return reconcile(ledger, rules, { now: START, until: addDays(FIRST_DAY, ahead) }).ledger;
      }, nothing);
      expect(membersUntil(inSteps, until)).toEqual(membersUntil(atOnce, until));
    });
    fc.assert(property, { seed: 6, numRuns: 40 });
  });

  it('comes out in whatever order hours and absences are written', () => {
    const away = [
      { from: addDays(FIRST_DAY, 3), to: addDays(FIRST_DAY, 9) },
      { from: addDays(FIRST_DAY, 20), to: addDays(FIRST_DAY, 22) },
    ];
    const house = (order: (list: typeof away) => typeof away, hours: Record<string, string>): House => ({
      ic: { members: ['Żaneta', 'anna', 'Ola'].map((user) => ({ user, away: order(away) })), hours: WORKING_HOURS },
      oncall: { members: [...names(4), 'anna', 'Żaneta'], hours },
    });
    const backwards = Object.fromEntries(Object.entries(EVENINGS).toReversed());
    const [one, other] = [house((list) => list, EVENINGS), house((list) => list.toReversed(), backwards)];
    const until = addDays(FIRST_DAY, 60);
    expect(membersUntil(planned(other, 60), until)).toEqual(membersUntil(planned(one, 60), until));
  });

  it('comes out on a machine in any zone', () => {
    const house = { ic: { members: names(4), hours: WORKING_HOURS }, oncall: { members: names(6), hours: EVENINGS } };
    const here = planned(house, 60);
    process.env['TZ'] = 'Pacific/Kiritimati';
    expect(planned(house, 60)).toEqual(here);
  });

  it('comes out again, and leaves what it was made from as it was', () => {
    const house = { ic: { members: names(4), hours: WORKING_HOURS }, oncall: { members: names(6), hours: EVENINGS } };
    const before = planned(house, 60);
    const copy = structuredClone(before);
    const again = reconcile(before, rulesOf(house), { now: START, until: addDays(FIRST_DAY, 90) });
    expect(before).toEqual(copy);
    expect(again.changes).toEqual([]);
  });
});
