import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/duty/days.ts';
import type { Change, Ledger, LedgerShift } from '../../../src/duty/plan/ledger.ts';
import type { DutyRules } from '../../../src/duty/plan/planning.ts';
import { reconcile } from '../../../src/duty/plan/reconcile.ts';
import { rotationNames } from '../../../src/duty/shift.ts';
import { absences, wholeHouses } from './houses.ts';
import { changedShifts, leastChanges } from './least-changes.ts';
import {
  EVENINGS,
  FIRST_DAY,
  type House,
  names,
  planned,
  rulesOf,
  START,
  WORKING_HOURS,
  withAbsences,
} from './plans.ts';

const DAYS = 45;
const AT = { now: START, until: addDays(FIRST_DAY, DAYS) };
const people = names(6);
const house: House = {
  ic: { members: people.slice(0, 4), hours: WORKING_HOURS },
  oncall: { members: people, hours: EVENINGS },
};
/** Two weeks and what is already said are fixed; the day after begins what may be planned anew. */
const LAST_FIXED = addDays(FIRST_DAY, 14);

/** For any house and any absence: what was planned before, and after it is known. */
function forAnyAbsence(
  check: (then: { before: Ledger; after: Ledger; changes: Change[]; rules: DutyRules; user: string }) => void,
): void {
  const property = fc.property(wholeHouses, fc.array(absences, { maxLength: 1 }), absences, (any, known, away) => {
    const first = withAbsences(rulesOf(any), known);
    const before = reconcile(planned(any, DAYS), first, AT).ledger;
    const rules = withAbsences(rulesOf(any), [...known, away]);
    const { ledger: after, changes } = reconcile(before, rules, AT);
    check({ before, after, changes, rules, user: away.user });
  });
  fc.assert(property, { seed: 4, numRuns: 50 });
}

const withMember = (ledger: Ledger, change: (shift: LedgerShift) => Partial<LedgerShift>): Ledger => {
  const shifts = (rotation: 'ic' | 'oncall') =>
    ledger[rotation].shifts.map((shift) => ({ ...shift, ...change(shift) }));
  return { ic: { ...ledger.ic, shifts: shifts('ic') }, oncall: { ...ledger.oncall, shifts: shifts('oncall') } };
};

const daysOf = (changes: readonly Change[]): string[] => changes.map(({ rotation, day }) => `${rotation} ${day}`);

describe('an absence', () => {
  it('changes no more shifts than it must, by trying everything', () => {
    forAnyAbsence(({ before, after, rules }) => {
      expect(changedShifts(before, after)).toBe(leastChanges(before, rules));
    });
  });

  it("moves only shifts of who is away, and a shift of whoever steps in from that day's other duty", () => {
    forAnyAbsence(({ changes, user }) => {
      for (const { day, from, to } of changes) {
        if (from === user) continue;
        const stepsIn = changes.some((other) => other.day === day && other.from === user && other.to === from);
        expect(stepsIn, `${day} ${from} ${to}`).toBe(true);
      }
    });
  });

  it('and its end give everybody back what nobody else could take, and nothing else', () => {
    const away = [{ user: 'M00', from: addDays(FIRST_DAY, 20), to: addDays(FIRST_DAY, 40) }];
    const before = planned(house, DAYS);
    const during = reconcile(before, withAbsences(rulesOf(house), away), AT).ledger;
    expect(reconcile(during, rulesOf(house), AT).changes).toEqual([]);
  });
});

describe('when who takes turns changes', () => {
  it('somebody new comes in beyond what is fixed', () => {
    const more = { ...house, ic: { ...house.ic, members: [...house.ic.members, 'new'] } };
    const { ledger, changes } = reconcile(planned(house, DAYS), rulesOf(more), AT);
    expect(changes.length).toBeGreaterThan(0);
    for (const { day } of changes) expect(day > LAST_FIXED, day).toBe(true);
    expect(ledger.ic.shifts.some(({ member }) => member === 'new')).toBe(true);
  });

  it('of what is fixed only the shifts of somebody who left are given away', () => {
    const less = { ...house, oncall: { ...house.oncall, members: people.slice(1) } };
    const before = planned(house, DAYS);
    const { changes } = reconcile(before, rulesOf(less), AT);
    const fixed = changes.filter(({ day }) => day <= LAST_FIXED);
    const theirs = before.oncall.shifts.filter(({ day, member }) => day <= LAST_FIXED && member === 'M00');
    expect(daysOf(fixed)).toEqual(theirs.map(({ day }) => `oncall ${day}`));
    for (const { to } of fixed) expect(to).not.toBeNull();
  });

  it('what was announced stays, however far ahead', () => {
    const last = addDays(FIRST_DAY, 30);
    const before = withMember(planned(house, DAYS), ({ day }) => ({ announced: day === last }));
    const more = { ...house, ic: { ...house.ic, members: [...house.ic.members, 'new'] } };
    for (const { rotation, day } of reconcile(before, rulesOf(more), AT).changes) {
      if (rotation === 'ic') expect(day > last, day).toBe(true);
    }
  });

  it('whatever people gave each other stays, and the plan goes round it', () => {
    const given = [addDays(FIRST_DAY, 24), addDays(FIRST_DAY, 33)];
    const before = withMember(planned(house, DAYS), ({ day }) =>
      given.includes(day) ? { member: 'M05', override: true } : {},
    );
    const rules = rulesOf({ ...house, oncall: { ...house.oncall, members: [...people, 'new'] } });
    const { ledger } = reconcile(before, { ...rules, neverBoth: false }, AT);
    for (const day of given) {
      expect(ledger.oncall.shifts.find((shift) => shift.day === day)).toMatchObject({ member: 'M05', override: true });
    }
  });
});

describe('what is over', () => {
  it('never changes, whoever leaves and whatever hours are now', () => {
    const now = new Date('2026-12-10T12:00:00Z');
    const before = planned(house, DAYS);
    const other = {
      ic: { members: ['new'], hours: { sat: '10:00-11:00' } },
      oncall: { members: ['else'], hours: EVENINGS },
    };
    const { ledger } = reconcile(before, rulesOf(other), { now, until: AT.until });
    for (const rotation of rotationNames) {
      const over = ({ end }: LedgerShift) => end <= now;
      expect(ledger[rotation].shifts.filter(over)).toEqual(before[rotation].shifts.filter(over));
    }
  });
});
