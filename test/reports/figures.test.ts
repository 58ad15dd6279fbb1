import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Member } from '../../src/config/member.ts';
import type { Shift } from '../../src/duty/shift.ts';
import { type FiguresBasis, figures, spreadOf } from '../../src/reports/figures.ts';
import { ADA, BOB, CAT, shift, ZONE } from './house.ts';

const member = (user: string, more: Partial<Member> = {}): Member => ({
  ...{ user, from: null, until: null, shadowUntil: null, away: [] },
  ...more,
});
const basis = (shifts: Shift[], more: Partial<FiguresBasis> = {}): FiguresBasis => ({
  shifts,
  members: { ic: [member(ADA), member(BOB)], oncall: [member(BOB), member(CAT)] },
  handled: new Map(),
  isHoliday: () => false,
  today: '2026-11-30',
  zone: ZONE,
  ...more,
});
const of = (user: string, given: FiguresBasis) => figures(given).find((each) => each.user === user);

/** From Friday, 20 November 2026: two weeks of what people had. */
const SHIFTS = [
  shift({ day: '2026-11-20', member: ADA }),
  shift({ day: '2026-11-20', rotation: 'oncall', member: BOB }),
  shift({ day: '2026-11-21', rotation: 'oncall', member: BOB }),
  shift({ day: '2026-11-22', rotation: 'oncall', member: CAT, planned: BOB, override: true }),
  shift({ day: '2026-11-23', member: BOB }),
  shift({ day: '2026-11-23', rotation: 'oncall', member: 'U0DAN' }),
  shift({ day: '2026-11-24', member: null }),
];

describe('figures', () => {
  it('count what each member had, also somebody who is gone', () => {
    const isHoliday = (day: string) => day === '2026-11-23';
    const handled = new Map([
      [ADA, 3],
      ['U0STRANGER', 9],
    ]);
    const none = { ic: 0, oncall: 0, hours: 0, weekendDays: 0, holidays: 0, nights: 0, handled: 0 };
    const own = { ...none, tookOver: 0, gaveAway: 0, hasLeft: false };
    expect(figures(basis(SHIFTS, { isHoliday, handled }))).toEqual([
      { ...own, user: ADA, rotations: ['ic'], ic: 1, hours: 8, handled: 3 },
      {
        ...{ ...own, user: BOB, rotations: ['ic', 'oncall'] },
        ...{ ic: 1, oncall: 2, hours: 22, weekendDays: 1, holidays: 1, gaveAway: 1 },
      },
      { ...own, user: CAT, rotations: ['oncall'], oncall: 1, hours: 7, weekendDays: 1, tookOver: 1 },
      { ...own, user: 'U0DAN', rotations: [], oncall: 1, hours: 7, holidays: 1, hasLeft: true },
    ]);
  });

  it('count the hours that passed, on days on which clocks change too', () => {
    const night = (day: string, from: string, to: string) =>
      shift({ day, start: new Date(from), end: new Date(to), member: ADA });
    const spring = night('2026-03-28', '2026-03-28T21:00:00Z', '2026-03-29T04:00:00Z');
    const autumn = night('2026-10-24', '2026-10-24T20:00:00Z', '2026-10-25T05:00:00Z');
    expect(of(ADA, basis([spring]))).toMatchObject({ hours: 7, nights: 1 });
    expect(of(ADA, basis([autumn]))).toMatchObject({ hours: 9, nights: 1 });
  });

  it('count a gap that somebody took as taken over, and as given away by nobody', () => {
    const taken = shift({ day: '2026-11-24', member: ADA, planned: null, override: true });
    expect(figures(basis([taken])).map(({ tookOver, gaveAway }) => [tookOver, gaveAway])).toEqual([
      [1, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it('do not take for a cover what the plan itself gave to another', () => {
    const moved = shift({ day: '2026-11-24', member: ADA, planned: BOB, override: false });
    expect(of(ADA, basis([moved]))?.tookOver).toBe(0);
    expect(of(BOB, basis([moved]))?.gaveAway).toBe(0);
  });

  it('know who takes turns now', () => {
    const ic = [
      member(ADA, { until: '2026-11-29' }),
      member(BOB, { shadowUntil: '2026-11-30' }),
      member(CAT, { from: '2026-12-01' }),
      member('U0DAN', { from: '2026-11-30', until: '2026-11-30', shadowUntil: '2026-11-29' }),
    ];
    const found = figures(basis([], { members: { ic, oncall: [] } }));
    expect(found.map(({ user, rotations, hasLeft }) => [user, rotations, hasLeft])).toEqual([
      [ADA, [], true],
      [BOB, [], false],
      [CAT, [], false],
      ['U0DAN', ['ic'], false],
    ]);
  });

  it('leave no shift out and count none twice', () => {
    const people = fc.constantFrom(ADA, BOB, CAT, 'U0DAN', null);
    const days = fc.integer({ min: 10, max: 30 }).map((day) => `2026-11-${day}`);
    const rotation = fc.constantFrom('ic' as const, 'oncall' as const);
    const some = fc.array(
      fc.record({ day: days, rotation, member: people, planned: people, override: fc.boolean() }).map(shift),
    );
    fc.assert(
      fc.property(some, (shifts) => {
        const counted = figures(basis(shifts));
        const sum = (value: (each: (typeof counted)[number]) => number) =>
          counted.reduce((total, each) => total + value(each), 0);
        const held = shifts.filter((each) => each.member !== null);
        expect(sum(({ ic, oncall }) => ic + oncall)).toBe(held.length);
        expect(sum(({ hours }) => hours)).toBe(
          held.reduce((total, { start, end }) => total + (end.getTime() - start.getTime()) / 3_600_000, 0),
        );
        const moved = shifts.filter((each) => each.override && each.member !== each.planned);
        expect(sum(({ tookOver }) => tookOver)).toBe(moved.filter((each) => each.member !== null).length);
        expect(sum(({ gaveAway }) => gaveAway)).toBe(moved.filter((each) => each.planned !== null).length);
      }),
    );
  });
});

describe('nights', () => {
  it.each([
    ['an evening until 00:59', '2026-11-20', '2026-11-20T14:00Z', '2026-11-20T23:59Z', 0],
    ['an evening until 01:00', '2026-11-20', '2026-11-20T14:00Z', '2026-11-21T00:00Z', 1],
    ['a morning from 03:01', '2026-11-20', '2026-11-20T02:01Z', '2026-11-20T10:00Z', 0],
    ['a morning from 03:00', '2026-11-20', '2026-11-20T02:00Z', '2026-11-20T10:00Z', 1],
    ['the whole day', '2026-11-20', '2026-11-19T23:00Z', '2026-11-20T23:00Z', 1],
    ['a day until the next night', '2026-11-20', '2026-11-20T06:00Z', '2026-11-21T05:59Z', 1],
  ])('%s counts as it does', (_sentence, day, start, end, nights) => {
    const one = shift({ day, start: new Date(start), end: new Date(end) });
    expect(of(ADA, basis([one]))?.nights).toBe(nights);
  });
});

describe('spreadOf', () => {
  const counted = figures(basis(SHIFTS));

  it('compares shifts of a rotation among those who take turns in it', () => {
    expect(spreadOf(counted, 'ic')).toEqual({ least: 1, most: 1 });
    expect(spreadOf(counted, 'oncall')).toEqual({ least: 1, most: 2 });
  });

  it('compares all else among all who take turns, and not with who is gone', () => {
    expect(spreadOf(counted, 'hours')).toEqual({ least: 7, most: 22 });
    expect(spreadOf(figures(basis(SHIFTS, { members: { ic: [], oncall: [] } })), 'hours')).toBeNull();
  });
});
