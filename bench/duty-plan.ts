import { addDays } from '../src/duty/days.ts';
import { reconcile } from '../src/duty/plan/reconcile.ts';
import { rotationNames } from '../src/duty/shift.ts';
import {
  EVENINGS,
  FIRST_DAY,
  names,
  nothing,
  rulesOf,
  type Somebody,
  START,
  WORKING_HOURS,
} from '../test/duty/plan/plans.ts';
import type { Benchmark } from './benchmark.ts';
import { median } from './figures.ts';

const RUNS = { short: 1, long: 3 };
/** Members of each rotation, and years. */
const SIZES = {
  short: { few: 5, many: 50, years: 2 },
  long: { few: 5, many: 500, years: 10 },
};
/** What the figures are asked for: a year of both rotations, 50 members, 100 absences. */
const USUAL = 50;
const DAYS_A_YEAR = 365;

/** What planning costs a shift, from few members to many and from one year to several, in turn. */
export const dutyPlan: Benchmark = {
  name: 'duty-plan',
  async run({ short, progress }) {
    const size = short ? 'short' : 'long';
    const { few, many, years } = SIZES[size];
    const costs = { few: [] as number[], many: [] as number[], one: [] as number[], several: [] as number[] };
    for (let run = 0; run < RUNS[size]; run += 1) {
      progress(`duty-plan, run ${run + 1} of ${RUNS[size]} …`);
      costs.few.push(costOf(few, 1));
      costs.many.push(costOf(many, 1));
      costs.one.push(costOf(USUAL, 1));
      costs.several.push(costOf(USUAL, years));
    }
    const [ofFew, ofMany] = [median(costs.few), median(costs.many)];
    const [ofOne, ofSeveral] = [median(costs.one), median(costs.several)];
    return [
      row(`a shift planned, ${many} members beside ${few}`, [ofMany, ofFew], many / few),
      row(`a shift planned, ${years} years of ${USUAL} members beside one`, [ofSeveral, ofOne], years),
    ];
  },
};

const row = (what: string, [ours, floor]: [number, number], atMost: number) =>
  ({ what, unit: 'ms', ours, floor, must: { atMost } }) as const;

/** Plans from nothing, with two absences a member each year. @returns milliseconds a shift. */
function costOf(members: number, years: number): number {
  const people = names(members).map((user, index) => somebody(user, index, years));
  const house = { ic: { members: people, hours: WORKING_HOURS }, oncall: { members: people, hours: EVENINGS } };
  const until = addDays(FIRST_DAY, DAYS_A_YEAR * years);
  const from = performance.now();
  const { ledger } = reconcile(nothing, rulesOf(house), { now: START, until });
  const took = performance.now() - from;
  return took / rotationNames.reduce((sum, rotation) => sum + ledger[rotation].shifts.length, 0);
}

/** A week and a fortnight off in each year, spread over it. */
function somebody(user: string, index: number, years: number): Somebody {
  const away = Array.from({ length: years }, (_, year) => {
    const first = addDays(FIRST_DAY, year * DAYS_A_YEAR + ((index * 37) % 180));
    const second = addDays(first, 170);
    return [
      { from: first, to: addDays(first, 6) },
      { from: second, to: addDays(second, 13) },
    ];
  });
  return { user, away: away.flat() };
}
