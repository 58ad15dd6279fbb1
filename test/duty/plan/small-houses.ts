import fc from 'fast-check';
import { addDays, weekdayOf } from '../../../src/duty/days.ts';
import type { Cycle } from '../../../src/duty/plan/cycle.ts';
import type { LedgerShift } from '../../../src/duty/plan/ledger.ts';
import type { DutyRules } from '../../../src/duty/plan/planning.ts';
import { fairest, type SmallCase } from './fairest.ts';
import { ableTo, FIRST_DAY, type House, names, planned, rulesOf, type Somebody } from './plans.ts';
import { type Spreads, spreadsOf } from './spreads.ts';

const span = fc
  .tuple(fc.nat({ max: 35 }), fc.nat({ max: 9 }))
  .map(([from, days]) => ({ from: addDays(FIRST_DAY, from), to: addDays(FIRST_DAY, from + days) }));

const somebody = (user: string): fc.Arbitrary<Somebody> =>
  fc.record({ user: fc.constant(user), away: fc.array(span, { maxLength: 2 }) });

const anyHours = fc.constantFrom<Record<string, string>[]>(
  { 'mon-fri': '07:00-15:00' },
  { 'mon-fri': '15:00-22:00', 'sat-sun': '09:00-22:00' },
  { 'sat-sun': '09:00-22:00', wed: '15:00-22:00' },
  { mon: '07:00-15:00', 'thu-sat': '22:00-06:00' },
);
/** So few turns that four people are not too many to try everything. */
const fewHours = fc.constantFrom<Record<string, string>[]>(
  { 'sat-sun': '09:00-22:00', wed: '15:00-22:00' },
  { mon: '22:00-06:00', sat: '09:00-22:00' },
);

const team = (sizes: { min: number; max: number }, isWhole: boolean): fc.Arbitrary<Somebody[]> =>
  fc.integer(sizes).chain((size) => (isWhole ? fc.constant(names(size)) : fc.tuple(...names(size).map(somebody))));

/** Houses in which two to four people take turns, away now and then unless `isWhole`; another has the other duty. */
export const smallHouses = (isWhole: boolean): fc.Arbitrary<House> =>
  fc.record({
    ic: fc.oneof(
      fc.record({ members: team({ min: 2, max: 3 }, isWhole), hours: anyHours }),
      fc.record({ members: team({ min: 4, max: 4 }, isWhole), hours: fewHours }),
    ),
    oncall: fc.constant({ members: ['other'], hours: { sun: '12:00-13:00' } }),
  });

/** How unequal the equally available are in a cycle as it is planned, and how unequal they must be at the least. */
export type Compared = { cycle: Cycle; ours: number; least: number };

/** Every cycle of the Incident Commander's within the first five weeks, against the best of everything that can be tried. */
export function comparedCycles(house: House): Compared[] {
  const rules = rulesOf(house);
  const { shifts, cycles } = planned(house, 35).ic;
  return cycles.map((cycle) => {
    const own = shifts.filter(({ day }) => day >= cycle.start && day <= cycle.end);
    const before = shifts.findLast(({ day }) => day < cycle.start)?.member ?? null;
    return { cycle, ...compared(own, before, rules) };
  });
}

function compared(own: readonly LedgerShift[], before: string | null, rules: DutyRules): Omit<Compared, 'cycle'> {
  const people = rules.rosters.ic.members.map(({ user }) => user);
  const able = own.map((shift) => ableTo(rules, 'ic', shift));
  const teams = Map.groupBy(people, (user) => able.map((those) => Number(those.includes(user))).join('')).values();
  const groups = [...teams];
  const indexOf = (user: string) => people.indexOf(user);
  const small: Omit<SmallCase, 'slack'> = {
    before: before === null ? null : indexOf(before),
    turns: own.map(({ day }, turn) => ({ weekday: weekdayOf(day), candidates: (able[turn] ?? []).map(indexOf) })),
    groups: groups.map((group) => group.map(indexOf)),
    members: people.length,
  };
  const widest = (kind: keyof Spreads) => Math.max(...groups.map((group) => spreadsOf(own, group)[kind]));
  return { ours: widest('shifts') + widest('weekendDays') + widest('weekday'), least: fairestOf(small) };
}

/** The least sum of spreads, with everybody as near to their share as it can be done. */
function fairestOf(small: Omit<SmallCase, 'slack'>): number {
  for (let slack = 0; ; slack += 1) {
    const least = fairest({ ...small, slack });
    if (least !== null) return least;
  }
}
