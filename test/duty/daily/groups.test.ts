import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Config, configSchema } from '../../../src/config/schema.ts';
import { groupMembers } from '../../../src/duty/daily/groups.ts';
import type { ListedShift } from '../../../src/duty/shift.ts';
import { standings } from '../../../src/duty/standing.ts';
import { someShift } from '../some-shift.ts';

const MONDAY = '2026-11-23';
const TUESDAY = '2026-11-24';

function dutyOf({ both, ic, oncall }: { both?: string; ic?: string; oncall?: string }): Config['duty'] {
  const rotation = { members: ['UADA'], hours: { 'mon-sun': '07:00-15:00' } };
  return configSchema.parse({
    timezone: 'UTC',
    channels: { alerts: 'alerts', bugs: 'bugs', war: 'war', engineering: 'engineering' },
    duty: {
      user_group: both ?? null,
      ic: { ...rotation, user_group: ic ?? null },
      oncall: { ...rotation, user_group: oncall ?? null },
    },
  }).duty;
}

const all = dutyOf({ both: 'S0BOTH', ic: 'S0IC', oncall: 'S0ONCALL' });
const groupsAt = (shifts: readonly ListedShift[], time: string, duty = all) =>
  Object.fromEntries(groupMembers(duty, standings(shifts, new Date(`${MONDAY}T${time}:00+01:00`))));

describe('the user groups', () => {
  const shifts = [
    someShift('ic', MONDAY, { member: 'UADA' }),
    someShift('oncall', MONDAY, { member: 'UBOB' }),
    someShift('ic', TUESDAY, { member: 'UCY' }),
    someShift('oncall', TUESDAY, { member: 'UDAN' }),
  ];

  it('hold who has the duty, and who has it next while nobody has it', () => {
    expect(groupsAt(shifts, '12:00')).toEqual({ S0IC: ['UADA'], S0ONCALL: ['UBOB'], S0BOTH: ['UADA', 'UBOB'] });
    expect(groupsAt(shifts, '15:00')).toEqual({ S0IC: ['UCY'], S0ONCALL: ['UBOB'], S0BOTH: ['UCY', 'UBOB'] });
    expect(groupsAt(shifts, '22:00')).toEqual({ S0IC: ['UCY'], S0ONCALL: ['UDAN'], S0BOTH: ['UCY', 'UDAN'] });
  });

  it('hold in a gap who has the duty after it', () => {
    const gap = [someShift('ic', MONDAY, { member: null }), ...shifts.slice(1)];
    expect(groupsAt(gap, '12:00')).toMatchObject({ S0IC: ['UCY'], S0BOTH: ['UCY', 'UBOB'] });
  });

  it('stay as they are while nobody is known', () => {
    expect(groupsAt([], '12:00')).toEqual({});
    expect(groupsAt(shifts.slice(1, 2), '12:00')).toEqual({ S0ONCALL: ['UBOB'], S0BOTH: ['UBOB'] });
  });

  it('leave out whom Slack does not know', () => {
    const [, ...others] = shifts;
    const unknown = [someShift('ic', MONDAY, { member: 'ada@example.com' }), ...others];
    expect(groupsAt(unknown, '12:00')).toEqual({ S0ONCALL: ['UBOB'], S0BOTH: ['UBOB'] });
  });

  it('are those of the configuration only; one for several duties holds everybody once', () => {
    expect(groupsAt(shifts, '12:00', dutyOf({}))).toEqual({});
    expect(groupsAt(shifts, '12:00', dutyOf({ ic: 'S0ONE', oncall: 'S0ONE' }))).toEqual({ S0ONE: ['UADA', 'UBOB'] });
    const same = [someShift('ic', MONDAY, { member: 'UADA' }), someShift('oncall', MONDAY, { member: 'UADA' })];
    expect(groupsAt(same, '12:00', dutyOf({ both: 'S0ONE', ic: 'S0ONE' }))).toEqual({ S0ONE: ['UADA'] });
  });

  it('are never empty, and hold nobody twice', () => {
    const member = fc.option(fc.constantFrom('UADA', 'UBOB', 'x@example.com'));
    const anyShift = fc
      .record({
        rotation: fc.constantFrom('ic' as const, 'oncall' as const),
        day: fc.constantFrom(MONDAY, TUESDAY),
        member,
      })
      .map(({ rotation, day, member: user }) => someShift(rotation, day, { member: user }));
    fc.assert(
      fc.property(
        fc.array(anyShift, { maxLength: 6 }),
        fc.constantFrom('06:00', '12:00', '18:00', '23:00'),
        (some, time) => {
          for (const users of Object.values(groupsAt(some, time))) {
            expect(users.length).toBeGreaterThan(0);
            expect(new Set(users).size).toBe(users.length);
          }
        },
      ),
    );
  });
});
