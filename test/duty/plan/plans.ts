import { parseHours } from '../../../src/config/hours.ts';
import type { Member } from '../../../src/config/member.ts';
import { addDays, dayIn } from '../../../src/duty/days.ts';
import { shiftsOf } from '../../../src/duty/hours/shifts-of.ts';
import type { Ledger, LedgerShift } from '../../../src/duty/plan/ledger.ts';
import { type DutyRules, withLastDay } from '../../../src/duty/plan/planning.ts';
import { reconcile } from '../../../src/duty/plan/reconcile.ts';
import { canTake, type Roster } from '../../../src/duty/plan/roster.ts';
import { type RotationName, rotationNames, type ShiftTime } from '../../../src/duty/shift.ts';

/** Somebody in a rotation, as a bare name or with what is known of their days. */
export type Somebody = string | (Partial<Member> & { user: string });
export type Team = { members: readonly Somebody[]; hours: Readonly<Record<string, string>>; turn?: 'day' | 'week' };
/** Both rotations, with what they have in common. `fixedDays` is how near a shift is fixed. */
export type House = { ic: Team; oncall: Team; neverBoth?: boolean; zone?: string; fixedDays?: number };

export const DAY_MS = 86_400_000;
/** When most plans here begin: early on a Saturday. */
export const START = new Date('2026-11-21T05:00:00Z');
export const FIRST_DAY = '2026-11-21';
export const WORKING_HOURS = { 'mon-fri': '07:00-15:00' };
export const EVENINGS = { 'mon-fri': '15:00-22:00', 'sat-sun': '09:00-22:00' };

/** So many names, in order. */
export const names = (count: number, prefix = 'M'): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(2, '0')}`);

export const memberOf = (somebody: Somebody): Member => ({
  from: null,
  until: null,
  shadowUntil: null,
  away: [],
  ...(typeof somebody === 'string' ? { user: somebody } : somebody),
});

/** The rules of a house whose configuration says all that is known of its members. */
export function rulesOf({ zone = 'Europe/Warsaw', neverBoth = true, fixedDays = 14, ...teams }: House): DutyRules {
  const roster = (rotation: RotationName): Roster => {
    const { members, hours, turn = 'day' } = teams[rotation];
    return { rotation, members: members.map(memberOf), hours: parseHours(hours).hours, turn };
  };
  const rosters = { ic: roster('ic'), oncall: roster('oncall') };
  const basis = ({ members: people, hours, turn }: Roster) => ({ people, hours, turn, circumstances: '' });
  return {
    rosters,
    bases: { ic: basis(rosters.ic), oncall: basis(rosters.oncall) },
    neverBoth,
    zone,
    fixedFor: fixedDays * DAY_MS,
    shiftsOf: (rotation, from, to) => shiftsOf(rosters[rotation].hours, { from, to, zone, isHoliday: () => false }),
  };
}

/** The rules when people are away besides what the configuration says, as `/duty away` has it. */
export function withAbsences(
  rules: DutyRules,
  absences: readonly { user: string; from: string; to: string }[],
): DutyRules {
  const roster = (rotation: RotationName): Roster => {
    const { members, ...rest } = rules.rosters[rotation];
    const awayOf = (user: string) => absences.filter((absence) => absence.user === user);
    return { ...rest, members: members.map((each) => ({ ...each, away: [...each.away, ...awayOf(each.user)] })) };
  };
  return { ...rules, rosters: { ic: roster('ic'), oncall: roster('oncall') } };
}

/** Nothing is planned yet. */
export const nothing: Ledger = {
  ic: { shifts: [], cycles: [], basis: null },
  oncall: { shifts: [], cycles: [], basis: null },
};

/** The ledger of a house that plans for the first time, for so many days at least. */
export function planned(house: House, days: number, now = START): Ledger {
  const rules = rulesOf(house);
  const until = addDays(dayIn(now, rules.zone), days - 1);
  return reconcile(nothing, rules, { now, until }).ledger;
}

/** Who could have a shift, but for their other duty. */
export function ableTo(rules: DutyRules, rotation: RotationName, time: ShiftTime): string[] {
  const days = withLastDay(time, rules.zone);
  return rules.rosters[rotation].members.filter((member) => canTake(member, days)).map(({ user }) => user);
}

/** The shifts of both rotations that are planned on a day. */
export const onDay = (ledger: Ledger, day: string): (LedgerShift & { rotation: RotationName })[] =>
  rotationNames.flatMap((rotation) =>
    ledger[rotation].shifts.filter((shift) => shift.day === day).map((shift) => ({ ...shift, rotation })),
  );
