import type { Member } from '../../src/config/member.ts';
import type { Config } from '../../src/config/schema.ts';
import type { Evidence } from './evidence.ts';
import type { ShiftKey } from './history.ts';

/** Who could take a shift, by what was known at an instant: the configuration then, and who had said they were away. */
export type Known = {
  able(shift: ShiftKey, at: Date): string[];
  isAble(user: string, shift: ShiftKey, at: Date): boolean;
};

/** What was known when. Whatever else people have to do that day is left out. */
export function knownOf({ configs, absences }: Pick<Evidence, 'configs' | 'absences'>): Known {
  const configAt = (at: Date): Config =>
    (configs.findLast(({ since }) => since <= at) ?? (configs[0] as NonNullable<(typeof configs)[0]>)).config;
  const isAway = (user: string, day: string, at: Date) =>
    absences.some(
      (each) =>
        each.member === user &&
        each.from <= day &&
        day <= each.to &&
        each.at <= at &&
        (each.cancelledAt === null || each.cancelledAt > at),
    );
  const able: Known['able'] = ({ rotation, day }, at) =>
    configAt(at)
      .duty[rotation].members.filter((member) => isThere(member, day) && !isAway(member.user, day, at))
      .map(({ user }) => user);
  return { able, isAble: (user, shift, at) => able(shift, at).includes(user) };
}

function isThere({ from, until, shadowUntil, away }: Member, day: string): boolean {
  if ((from !== null && day < from) || (until !== null && day > until)) return false;
  if (shadowUntil !== null && day <= shadowUntil) return false;
  return !away.some((span) => span.from <= day && day <= span.to);
}
