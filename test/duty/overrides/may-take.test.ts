import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Member } from '../../../src/config/member.ts';
import { addDays } from '../../../src/duty/days.ts';
import { type Objection, objectionTo, objectionWords } from '../../../src/duty/overrides/may-take.ts';
import type { RotationName, Shift } from '../../../src/duty/shift.ts';

const ZONE = 'Europe/Warsaw';
const DAY = '2026-12-24';
const member = (more: Partial<Member> = {}): Member => ({
  ...{ user: 'UADA', from: null, until: null, shadowUntil: null, away: [], ...more },
});
const shift = (rotation: RotationName, holder: string | null, hours = [14, 21]): Shift => {
  const [start, end] = hours.map((hour) => new Date(Date.parse(`${DAY}T00:00:00Z`) + hour * 3_600_000));
  return {
    ...{ id: 1, rotation, day: DAY, start: start as Date, end: end as Date },
    ...{ member: holder, planned: holder, override: false },
  };
};
const rules = (ada: Member, shifts: Shift[] = [], neverBoth = true) => ({
  ...{ members: { ic: [], oncall: [ada] }, shifts, neverBoth, zone: ZONE },
});
const objection = (ada: Partial<Member>, of = shift('oncall', 'UBOB')) => objectionTo('UADA', of, rules(member(ada)));

describe('objectionTo', () => {
  it.each([
    ['nothing against a member', {}, null],
    ['that somebody is not there yet', { from: addDays(DAY, 1) }, 'outside'],
    ['nothing on the first day', { from: DAY }, null],
    ['that somebody is gone', { until: addDays(DAY, -1) }, 'outside'],
    ['nothing on the last day', { until: DAY }, null],
    ['that somebody shadows to that day', { shadowUntil: DAY }, 'shadowing'],
    ['nothing on the day after shadowing', { shadowUntil: addDays(DAY, -1) }, null],
    ['that somebody is away', { away: [{ from: DAY, to: DAY }] }, 'away'],
  ] satisfies [string, Partial<Member>, Objection | null][])('has %s', (_sentence, ada, found) => {
    expect(objection(ada)).toBe(found);
  });

  it('counts the morning into which a night goes', () => {
    const away = [{ from: addDays(DAY, 1), to: addDays(DAY, 1) }];
    expect(objection({ away }, shift('oncall', 'UBOB', [21, 30]))).toBe('away');
    expect(objection({ away }, shift('oncall', 'UBOB', [14, 23]))).toBeNull();
  });

  it('has that somebody is not in the rotation, though in the other one', () => {
    expect(objectionTo('UADA', shift('ic', 'UBOB'), rules(member()))).toBe('outsider');
  });

  it('has the other duty of that day, exactly when nobody may have both', () => {
    const cases = fc.record({
      neverBoth: fc.boolean(),
      holder: fc.constantFrom('UADA', 'UBOB', null),
      rotation: fc.constantFrom<RotationName>('ic', 'oncall'),
      day: fc.constantFrom(DAY, addDays(DAY, 1)),
    });
    const isRight = fc.property(cases, ({ neverBoth, holder, rotation, day }) => {
      const other = { ...shift(rotation, holder), day };
      const isBusy = rotation === 'ic' && holder === 'UADA' && day === DAY;
      const found = objectionTo('UADA', shift('oncall', 'UBOB'), rules(member(), [other], neverBoth));
      expect(found).toBe(neverBoth && isBusy ? 'other_duty' : null);
    });
    fc.assert(isRight, { seed: 3 });
  });
});

describe('objectionWords', () => {
  it.each([
    ['outsider', 'UADA', 'You are not in the on-call rotation.'],
    ['outside', 'UADA', 'You are not in the on-call rotation on Thu 24 Dec.'],
    [
      'shadowing',
      'UBOB',
      '<@UADA> is still shadowing in the on-call rotation on Thu 24 Dec: the first own shift comes after that.',
    ],
    ['away', 'UADA', 'You are away on Thu 24 Dec. `/duty away` shows when, and lets you cancel it.'],
    ['away', 'UBOB', '<@UADA> is away on Thu 24 Dec.'],
    ['other_duty', 'UBOB', '<@UADA> has *IC* on Thu 24 Dec, and nobody has both duties on one day.'],
  ] satisfies [Objection, string, string][])('say of %s to %s: %s', (what, asker, says) => {
    expect(objectionWords(what, { user: 'UADA', asker, shift: shift('oncall', null) })).toBe(says);
  });
});
