import { dayIn } from '../days.ts';
import { otherThan, type RotationName, type ShiftTime } from '../shift.ts';
import type { Basis, Ledger, PlanCause } from './ledger.ts';
import { canTake, type Roster } from './roster.ts';
import type { OtherDuty } from './share-out.ts';

/** Both rotations as they are configured now. */
export type DutyRules = {
  /** With all absences. */
  rosters: Readonly<Record<RotationName, Roster>>;
  /** What the configuration file says of them. */
  bases: Readonly<Record<RotationName, Basis>>;
  /** Nobody has both duties on one day. */
  neverBoth: boolean;
  zone: string;
  /** Milliseconds; what begins within it is fixed. */
  fixedFor: number;
  /** The shifts of a rotation that begin on the days given, both included. */
  shiftsOf(rotation: RotationName, from: string, to: string): ShiftTime[];
};

/**
 * The ledger under work. It may be changed; what it was made from stays. `traded` are the shifts that somebody took for
 * whose sake their other duty of that day is given away.
 */
export type Work = { ledger: Ledger; rules: DutyRules; now: Date; causes: Map<string, PlanCause>; traded: Set<string> };

/** What tells one shift from all others. */
export const keyOf = (rotation: RotationName, day: string): string => `${rotation} ${day}`;

/** A shift with the day on which its last minute is. */
export const withLastDay = <T extends ShiftTime>(time: T, zone: string): T & { lastDay: string } => ({
  ...time,
  lastDay: dayIn(new Date(time.end.getTime() - 1), zone),
});

/** Who is busy with the other duty, as `never_both` wants it. */
export function otherDutyOf(rotation: RotationName, { ledger, rules }: Work): OtherDuty {
  if (!rules.neverBoth) return { holder: () => null, lastHope: () => null };
  const other = otherThan(rotation);
  const holders = new Map(ledger[other].shifts.map(({ day, member }) => [day, member]));
  return {
    holder: (day) => holders.get(day) ?? null,
    lastHope(day) {
      if (holders.get(day) !== undefined && holders.get(day) !== null) return null;
      const [time] = rules.shiftsOf(other, day, day);
      if (!time) return null;
      const shift = withLastDay(time, rules.zone);
      const able = rules.rosters[other].members.filter((member) => canTake(member, shift));
      return able.length === 1 ? (able[0]?.user ?? null) : null;
    },
  };
}
