import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHours } from '../../src/config/hours.ts';
import type { Member } from '../../src/config/member.ts';
import { type DutyRules, onDuty, type RotationRule } from '../../src/duty/on-duty.ts';

const ZONE = 'Europe/Warsaw';
const member = (user: string, more: Partial<Member> = {}): Member => ({
  ...{ user, from: null, until: null, shadowUntil: null, away: [] },
  ...more,
});

type Given = { members?: Member[]; hours?: Record<string, string>; turn?: 'day' | 'week' };
const rotation = ({ members = [], hours = { 'mon-sun': '00:00-24:00' }, turn = 'day' }: Given): RotationRule => ({
  ...{ members, turn },
  hours: parseHours(hours).hours,
});
const nobody = rotation({});

function rules({ ic = nobody, oncall = nobody, never_both = true }: Partial<DutyRules>): DutyRules {
  return { ic, oncall, never_both };
}

/** Who is on duty at a wall-clock time in Warsaw, told with its offset. */
const at = (given: DutyRules, time: string) => onDuty(given, new Date(time), ZONE);

describe('onDuty', () => {
  const office = rules({
    ic: rotation({ members: [member('UIC')], hours: { 'mon-fri': '07:00-15:00' } }),
    oncall: rotation({ members: [member('UCALL')], hours: { 'mon-fri': '15:00-22:00', 'sat-sun': '09:00-22:00' } }),
  });

  it.each([
    ['nobody before the hours begin', '2026-11-20T06:59:59+01:00', null],
    ['the IC from their very beginning', '2026-11-20T07:00:00+01:00', 'UIC'],
    ['the IC until just before their end', '2026-11-20T14:59:59+01:00', 'UIC'],
    ['who is on call from their end on', '2026-11-20T15:00:00+01:00', 'UCALL'],
    ['nobody at night', '2026-11-20T22:00:00+01:00', null],
    ['who is on call at the weekend', '2026-11-21T12:00:00+01:00', 'UCALL'],
    ['nobody early at the weekend', '2026-11-21T08:59:00+01:00', null],
  ])('is %s', (_sentence, time, user) => {
    expect(at(office, time)).toBe(user);
  });

  const night = rules({
    oncall: rotation({ members: [member('UA'), member('UB')], hours: { 'mon-sun': '22:00-06:00' } }),
  });

  it('goes on over midnight with the person of the day on which the shift began', () => {
    const evening = at(night, '2026-11-20T23:30:00+01:00');
    expect(at(night, '2026-11-21T05:59:00+01:00')).toBe(evening);
    expect(at(night, '2026-11-21T06:00:00+01:00')).toBeNull();
    expect(at(night, '2026-11-21T22:00:00+01:00')).not.toBe(evening);
  });

  it('gives each day to the next person, and with weekly turns each week', () => {
    const members = [member('UA'), member('UB'), member('UC')];
    const noon = (day: number) => new Date(Date.UTC(2026, 10, day, 12));
    const who = (turn: 'day' | 'week') => (day: number) =>
      onDuty(rules({ ic: rotation({ members, turn }) }), noon(day), ZONE);
    const days = [16, 17, 18, 19].map(who('day'));
    expect(new Set(days.slice(0, 3)).size).toBe(3);
    expect(days[3]).toBe(days[0]);
    const weeks = [16, 22, 23, 30].map(who('week')); // Monday, its Sunday, the next two Mondays
    expect(weeks[1]).toBe(weeks[0]);
    expect(new Set([weeks[0], weeks[2], weeks[3]]).size).toBe(3);
  });

  it.each([
    ['before `from`', member('UA', { from: '2026-11-21' }), null],
    ['on `from` itself', member('UA', { from: '2026-11-20' }), 'UA'],
    ['on `until` itself', member('UA', { until: '2026-11-20' }), 'UA'],
    ['after `until`', member('UA', { until: '2026-11-19' }), null],
    ['while they shadow, the last day included', member('UA', { shadowUntil: '2026-11-20' }), null],
    ['once they no longer shadow', member('UA', { shadowUntil: '2026-11-19' }), 'UA'],
    ['while away, the first day included', member('UA', { away: [{ from: '2026-11-20', to: '2026-11-25' }] }), null],
    ['while away, the last day included', member('UA', { away: [{ from: '2026-11-10', to: '2026-11-20' }] }), null],
    [
      'between two absences',
      member('UA', {
        away: [
          { from: '2026-11-10', to: '2026-11-19' },
          { from: '2026-11-21', to: '2026-11-22' },
        ],
      }),
      'UA',
    ],
  ])('knows who has no duty %s', (_sentence, only, user) => {
    expect(at(rules({ ic: rotation({ members: [only] }) }), '2026-11-20T12:00:00+01:00')).toBe(user);
  });

  it('gives nobody both duties on a day where there is another, unless that is allowed', () => {
    const members = [member('UA'), member('UB')];
    const ic = rotation({ members, hours: { 'mon-sun': '07:00-15:00' } });
    const oncall = rotation({ members, hours: { 'mon-sun': '15:00-22:00' } });
    const day = (given: DutyRules) => [at(given, '2026-11-20T12:00:00+01:00'), at(given, '2026-11-20T18:00:00+01:00')];
    expect(new Set(day(rules({ ic, oncall }))).size).toBe(2);
    expect(new Set(day(rules({ ic, oncall, never_both: false }))).size).toBe(1);
    const alone = { ...oncall, members: [member('UA')] };
    expect(at(rules({ ic: { ...ic, members: [member('UA')] }, oncall: alone }), '2026-11-20T18:00:00+01:00')).toBe(
      'UA',
    );
  });

  it('falls to who is on call when no IC is available', () => {
    const away = member('UIC', { away: [{ from: '2026-11-20', to: '2026-11-20' }] });
    const given = rules({ ic: rotation({ members: [away] }), oncall: rotation({ members: [member('UCALL')] }) });
    expect(at(given, '2026-11-20T12:00:00+01:00')).toBe('UCALL');
  });

  it('takes turns also on days before the first that they are counted from', () => {
    const given = rules({ ic: rotation({ members: [member('UA'), member('UB'), member('UC')] }) });
    expect(at(given, '2023-12-30T12:00:00+01:00')).toMatch(/^U[ABC]$/);
  });

  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const minuteOf = (time: Date) => {
    const [hour = 0, minute = 0] = wall.format(time).split(':').map(Number);
    return hour * 60 + minute;
  };

  it.each([
    ['the clocks go forward', Date.UTC(2026, 2, 28, 12)],
    ['the clocks go back', Date.UTC(2026, 9, 24, 12)],
    ['nothing happens to the clocks', Date.UTC(2026, 10, 20, 12)],
  ])('covers by the wall clock, and every minute of a whole day, when %s', (_sentence, from) => {
    const always = rules({ ic: rotation({ members: [member('UA'), member('UB')] }) });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 48 * 60 }), (minutes) => {
        const time = new Date(from + minutes * 60_000);
        const minute = minuteOf(time);
        expect(onDuty(night, time, ZONE) !== null).toBe(minute >= 22 * 60 || minute < 6 * 60);
        expect(onDuty(always, time, ZONE)).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the night of the longer hour with one person: both half past twos are hers', () => {
    const evening = at(night, '2026-10-24T23:00:00+02:00');
    expect(at(night, '2026-10-25T02:30:00+02:00')).toBe(evening);
    expect(at(night, '2026-10-25T02:30:00+01:00')).toBe(evening);
  });
});
