import fc from 'fast-check';
import { addDays } from '../src/duty/days.ts';
import { reconcile } from '../src/duty/plan/reconcile.ts';
import { absences, wholeHouses } from '../test/duty/plan/houses.ts';
import { changedShifts, leastChanges } from '../test/duty/plan/least-changes.ts';
import { FIRST_DAY, nothing, rulesOf, START, withAbsences } from '../test/duty/plan/plans.ts';
import { comparedCycles, smallHouses } from '../test/duty/plan/small-houses.ts';
import type { Benchmark } from './benchmark.ts';
import type { Row } from './figures.ts';

const HOUSES = { short: 10, long: 150 };
const UNTIL = addDays(FIRST_DAY, 45);

/** What the plan comes to beside the best of everything that can be tried; the same cases each time. */
export const dutyFairness: Benchmark = {
  name: 'duty-fairness',
  async run({ short }) {
    const count = HOUSES[short ? 'short' : 'long'];
    return [spreads('everybody there', true, count), spreads('people away', false, count), changes(count)];
  },
};

/** Among equals, what they differ by in shifts, weekend days and weekdays, summed over cycles. */
function spreads(what: string, isWhole: boolean, count: number): Row {
  const cycles = fc.sample(smallHouses(isWhole), { seed: 7, numRuns: count }).flatMap(comparedCycles);
  const sum = (of: 'ours' | 'least') => cycles.reduce((all, cycle) => all + cycle[of], 0);
  return row(`spreads in ${cycles.length} small cycles, ${what}, beside the least possible`, sum('ours'), sum('least'));
}

function changes(count: number): Row {
  const sums = { ours: 0, least: 0 };
  for (const [house, away] of fc.sample(fc.tuple(wholeHouses, absences), { seed: 7, numRuns: count })) {
    const before = reconcile(nothing, rulesOf(house), { now: START, until: UNTIL }).ledger;
    const rules = withAbsences(rulesOf(house), [away]);
    sums.ours += changedShifts(before, reconcile(before, rules, { now: START, until: UNTIL }).ledger);
    sums.least += leastChanges(before, rules);
  }
  return row(
    `shifts changed by an absence in each of ${count} houses, beside the least possible`,
    sums.ours,
    sums.least,
  );
}

const row = (what: string, ours: number, floor: number): Row => ({ what, unit: '', ours, floor, must: { atMost: 1 } });
