import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayIn } from '../../../src/duty/days.ts';
import type { Ledger } from '../../../src/duty/plan/ledger.ts';
import type { DutyRules } from '../../../src/duty/plan/planning.ts';
import { reconcile } from '../../../src/duty/plan/reconcile.ts';
import { type RotationName, rotationNames } from '../../../src/duty/shift.ts';
import { fewestInARow } from './fairest.ts';
import { houses } from './houses.ts';
import { ableTo, nothing, rulesOf, START } from './plans.ts';
import { inARow } from './spreads.ts';

const DAYS = 40;

/** One shift, and who could have it: with daily turns, that is a turn. */
type PlannedTurn = { day: string; member: string | null; able: string[] };

/** For any house with daily turns: the turns of each rotation as they are planned. */
function forAnyTurns(check: (turns: PlannedTurn[], plan: { ledger: Ledger; rotation: RotationName }) => void): void {
  const property = fc.property(houses, (house) => {
    const rules = rulesOf({ ...house, ic: { ...house.ic, turn: 'day' }, oncall: { ...house.oncall, turn: 'day' } });
    const { ledger } = reconcile(nothing, rules, { now: START, until: addDays(dayIn(START, rules.zone), DAYS) });
    for (const rotation of rotationNames) check(turnsOf(rotation, ledger, rules), { ledger, rotation });
  });
  fc.assert(property, { seed: 2, numRuns: 100 });
}

/**
 * Who could have each shift besides what the other duty asks: the Incident Commander's is planned first, and leaves alone
 * whoever is the only one for the other duty of that day; then nobody who is Incident Commander that day is on call.
 */
function turnsOf(rotation: RotationName, ledger: Ledger, rules: DutyRules): PlannedTurn[] {
  const onDuty = new Map(ledger.ic.shifts.map(({ day, member }) => [day, member]));
  return ledger[rotation].shifts.map((shift): PlannedTurn => {
    const { day, member } = shift;
    const all = ableTo(rules, rotation, shift);
    if (!rules.neverBoth) return { day, member, able: all };
    if (rotation === 'oncall') return { day, member, able: all.filter((user) => user !== onDuty.get(day)) };
    const hopes = rules.shiftsOf('oncall', day, day).flatMap((other) => ableTo(rules, 'oncall', other));
    const others = all.filter((user) => hopes.length > 1 || user !== hopes[0]);
    return { day, member, able: others.length > 0 ? others : all };
  });
}

describe('nobody twice in a row', () => {
  it('holds for every shift that another could have', () => {
    forAnyTurns((turns) => {
      for (const [index, { day, member, able }] of turns.entries()) {
        const before = turns[index - 1]?.member ?? null;
        if (member !== null && member === before) expect(able, day).toEqual([member]);
      }
    });
  });

  it('is broken as seldom in every cycle as absences allow, by trying everything', () => {
    forAnyTurns((turns, { ledger, rotation }) => {
      for (const { start, end } of ledger[rotation].cycles) {
        const before = turns.findLast(({ day }) => day < start)?.member ?? null;
        const own = turns.filter(({ day }) => day >= start && day <= end);
        const least = fewestInARow([before === null ? [] : [before], ...own.map(({ able }) => able)]);
        expect(inARow([before, ...own.map(({ member }) => member)]), `${rotation} ${start}`).toBe(least);
      }
    });
  });
});
