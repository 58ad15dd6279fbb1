import type { Ledger, LedgerShift } from '../../../src/duty/plan/ledger.ts';
import type { DutyRules } from '../../../src/duty/plan/planning.ts';
import { type RotationName, rotationNames } from '../../../src/duty/shift.ts';
import { ableTo, onDay } from './plans.ts';

/** How many of the shifts of one ledger have another member in the other. */
export function changedShifts(before: Ledger, after: Ledger): number {
  return rotationNames.reduce((sum, rotation) => {
    const members = new Map(after[rotation].shifts.map(({ day, member }) => [day, member]));
    return sum + before[rotation].shifts.filter(({ day, member }) => members.get(day) !== member).length;
  }, 0);
}

/**
 * The fewest shifts that must change hands so that as many as possible are covered by somebody who can have them, found
 * by trying everybody for both shifts of each day: what holds on one day is no matter of another.
 */
export function leastChanges(before: Ledger, rules: DutyRules): number {
  const days = new Set(rotationNames.flatMap((rotation) => before[rotation].shifts.map(({ day }) => day)));
  return [...days].reduce((sum, day) => sum + leastOn(onDay(before, day), rules), 0);
}

type Planned = LedgerShift & { rotation: RotationName };

function leastOn(shifts: readonly Planned[], rules: DutyRules): number {
  const choices = shifts.map((shift) => [null, ...ableTo(rules, shift.rotation, shift)]);
  const ways = choices.reduce<(string | null)[][]>(
    (all, own) => all.flatMap((way) => own.map((member) => [...way, member])),
    [[]],
  );
  const allowed = ways.filter(([one, other]) => !rules.neverBoth || !one || one !== other);
  const covered = (way: readonly (string | null)[]) => way.filter((member) => member !== null).length;
  const most = Math.max(...allowed.map(covered));
  const changes = (way: readonly (string | null)[]) => way.filter((member, at) => member !== shifts[at]?.member).length;
  return Math.min(...allowed.filter((way) => covered(way) === most).map(changes));
}
