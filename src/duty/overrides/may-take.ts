import type { Member } from '../../config/member.ts';
import { mention } from '../../slack/text.ts';
import { dayWords } from '../day-words.ts';
import { withLastDay } from '../plan/planning.ts';
import { canTake } from '../plan/roster.ts';
import { dutyWords, otherThan, type RotationName, type Shift } from '../shift.ts';
import { rotationWords } from '../shift-words.ts';

/** What decides who may have a shift. `members` come with all absences; `shifts` are those of the shift's day. */
export type TakeRules = {
  members: Readonly<Record<RotationName, readonly Member[]>>;
  shifts: readonly Shift[];
  neverBoth: boolean;
  zone: string;
};

/** Why somebody can not have a shift. `outsider` is never in the rotation, `outside` not on that day. */
export type Objection = 'outsider' | 'outside' | 'shadowing' | 'away' | 'other_duty';

/** What speaks against somebody's having a shift; null when nothing does. Whose it is does not matter. */
export function objectionTo(user: string, shift: Shift, rules: TakeRules): Objection | null {
  const member = rules.members[shift.rotation].find((each) => each.user === user);
  const days = withLastDay(shift, rules.zone);
  if (!member) return 'outsider';
  if (!canTake({ ...member, away: [], shadowUntil: null }, days)) return 'outside';
  if (!canTake({ ...member, away: [] }, days)) return 'shadowing';
  if (!canTake(member, days)) return 'away';
  const isTheirs = (other: Shift) => other.rotation !== shift.rotation && other.day === shift.day;
  const busy = rules.shifts.some((other) => isTheirs(other) && other.member === user);
  return rules.neverBoth && busy ? 'other_duty' : null;
}

/** The objection as one sentence or two to whoever asked, in mrkdwn. */
export function objectionWords(
  objection: Objection,
  { user, asker, shift }: { user: string; asker: string; shift: Shift },
): string {
  const isAsker = user === asker;
  const are = isAsker ? 'You are' : `${mention(user)} is`;
  const day = dayWords(shift.day);
  const rotation = rotationWords[shift.rotation];
  switch (objection) {
    case 'outsider':
      return `${are} not in ${rotation}.`;
    case 'outside':
      return `${are} not in ${rotation} on ${day}.`;
    case 'shadowing':
      return `${are} still shadowing in ${rotation} on ${day}: the first own shift comes after that.`;
    case 'away':
      return `${are} away on ${day}.${isAsker ? ' `/duty away` shows when, and lets you cancel it.' : ''}`;
    case 'other_duty': {
      const other = dutyWords[otherThan(shift.rotation)];
      const have = isAsker ? 'You have' : `${mention(user)} has`;
      return `${have} *${other}* on ${day}, and nobody has both duties on one day.`;
    }
  }
}
