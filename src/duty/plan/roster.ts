import type { DutyHours } from '../../config/hours.ts';
import type { Member } from '../../config/member.ts';
import type { RotationName } from '../shift.ts';

/** A rotation as it stands: people by the ids that the ledger has, their absences from the file and from `/duty away`. */
export type Roster = {
  rotation: RotationName;
  members: readonly Member[];
  hours: readonly DutyHours[];
  turn: 'day' | 'week';
};

/** The part of a shift that availability depends on: the day it begins on, and the day on which its last minute is. */
export type ShiftDays = { day: string; lastDay: string };

/**
 * Whether a member can have a shift: within from and until, past shadowing, and away on none of its days. A night shift
 * belongs to the day it begins on, but nobody works into the first morning of a holiday.
 */
export function canTake(member: Member, { day, lastDay }: ShiftDays): boolean {
  if (!isIn(member, day) || (member.shadowUntil !== null && day <= member.shadowUntil)) return false;
  return !member.away.some((span) => lastDay >= span.from && day <= span.to);
}

/** Who only looks over the shoulder of whoever has the duty on a day, in the order of the file. */
export function shadowsOn(members: readonly Member[], day: string): string[] {
  const shadows = members.filter(
    (member) => isIn(member, day) && member.shadowUntil !== null && day <= member.shadowUntil,
  );
  return shadows.filter(({ away }) => !away.some((span) => day >= span.from && day <= span.to)).map(({ user }) => user);
}

const isIn = ({ from, until }: Member, day: string): boolean =>
  (from === null || day >= from) && (until === null || day <= until);
