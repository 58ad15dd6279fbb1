import type { Member } from '../config/member.ts';
import { weekdayOf } from '../duty/days.ts';
import { type RotationName, rotationNames, type Shift } from '../duty/shift.ts';
import { hasNight } from './night.ts';

/** What is counted of each member. */
export type Tally = {
  /** Shifts. */
  ic: number;
  oncall: number;
  /** Hours of them, as they pass: on the days on which clocks change one more or less. */
  hours: number;
  /** Shifts that begin on a Saturday or Sunday, on a public holiday, and those with a night. */
  weekendDays: number;
  holidays: number;
  nights: number;
  /** Messages of alerts and storms that they triaged. */
  handled: number;
  /** Shifts that the plan gives to others, and shifts that the plan gives to them and others have: covers and swaps. */
  tookOver: number;
  gaveAway: number;
};
export type Figure = keyof Tally;

/** A member's figures. `rotations` are those in which they take turns now: none while they shadow, or have left. */
export type MemberFigures = Tally & { user: string; rotations: RotationName[]; hasLeft: boolean };

/** What figures are made of. `shifts` are those that have begun in the span, `members` are as of `today`. */
export type FiguresBasis = {
  shifts: readonly Shift[];
  members: Readonly<Record<RotationName, readonly Member[]>>;
  handled: ReadonlyMap<string, number>;
  isHoliday(day: string): boolean;
  today: string;
  zone: string;
};

/** The figures of everybody who is in a rotation, or had a shift or was to have one. */
export function figures(basis: FiguresBasis): MemberFigures[] {
  const { shifts, members, handled } = basis;
  const has = shifts.flatMap(({ member, planned }) => [member, planned]).filter((user) => user !== null);
  const users = new Set([...rotationNames.flatMap((rotation) => members[rotation].map(({ user }) => user)), ...has]);
  return [...users].map((user) => ({
    user,
    ...placeOf(user, basis),
    ...tallyOf(user, basis),
    handled: handled.get(user) ?? 0,
  }));
}

function placeOf(user: string, { members, today }: FiguresBasis): Pick<MemberFigures, 'rotations' | 'hasLeft'> {
  const entries = rotationNames.flatMap((rotation) => members[rotation].map((member) => ({ rotation, ...member })));
  const own = entries.filter((entry) => entry.user === user && (entry.until === null || entry.until >= today));
  const takesTurns = ({ from, shadowUntil }: Member) =>
    (from === null || from <= today) && (shadowUntil === null || shadowUntil < today);
  return { rotations: own.filter(takesTurns).map(({ rotation }) => rotation), hasLeft: own.length === 0 };
}

function tallyOf(user: string, { shifts, isHoliday, zone }: FiguresBasis): Omit<Tally, 'handled'> {
  const own = shifts.filter(({ member }) => member === user);
  const count = (fits: (shift: Shift) => boolean) => own.filter(fits).length;
  return {
    ic: count(({ rotation }) => rotation === 'ic'),
    oncall: count(({ rotation }) => rotation === 'oncall'),
    hours: own.reduce((sum, { start, end }) => sum + (end.getTime() - start.getTime()) / 3_600_000, 0),
    weekendDays: count(({ day }) => weekdayOf(day) >= 6),
    holidays: count(({ day }) => isHoliday(day)),
    nights: count((shift) => hasNight(shift, zone)),
    tookOver: count(({ override, planned }) => override && planned !== user),
    gaveAway: shifts.filter(({ override, member, planned }) => override && planned === user && member !== user).length,
  };
}

/**
 * The least and the most that members have of a figure: of shifts of a rotation among those who take turns in it now,
 * of all else among those who take turns at all; null when there are none.
 */
export function spreadOf(members: readonly MemberFigures[], figure: Figure): { least: number; most: number } | null {
  const isPeer = ({ rotations }: MemberFigures) =>
    figure === 'ic' || figure === 'oncall' ? rotations.includes(figure) : rotations.length > 0;
  const counts = members.filter(isPeer).map((member) => member[figure]);
  return counts.length === 0 ? null : { least: Math.min(...counts), most: Math.max(...counts) };
}
