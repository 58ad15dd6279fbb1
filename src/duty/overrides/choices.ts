import { addDays, dayIn } from '../days.ts';
import type { Shift } from '../shift.ts';
import { objectionTo, type TakeRules } from './may-take.ts';
import { type OverrideParts, takeRules } from './overrides.ts';

/** Forms offer the shifts of so many days. */
const DAYS_AHEAD = 90;

/** The shifts of others that somebody could take, gaps too, the next first; one may be under way. */
export async function coverChoices(user: string, parts: OverrideParts): Promise<Shift[]> {
  const { now, rules } = await ahead(parts);
  return rules.shifts.filter(
    (shift) => shift.end > now && shift.member !== user && objectionTo(user, shift, rules) === null,
  );
}

/**
 * Somebody's own shifts to come, and those of others that could be swapped for one of them: as far as can be told before
 * the two are chosen.
 */
export async function swapChoices(user: string, parts: OverrideParts): Promise<{ mine: Shift[]; theirs: Shift[] }> {
  const { now, rules } = await ahead(parts);
  const coming = rules.shifts.filter(({ start }) => start > now);
  const mine = coming.filter(({ member }) => member === user);
  const takesOneOfMine = (member: string) =>
    mine.some(({ rotation }) => rules.members[rotation].some((each) => each.user === member));
  const theirs = coming.filter((shift) => {
    const { member } = shift;
    if (member === null || member === user || !takesOneOfMine(member)) return false;
    // My other duty that day may be what I give for it.
    const objection = objectionTo(user, shift, rules);
    return objection === null || objection === 'other_duty';
  });
  return { mine, theirs };
}

async function ahead(parts: OverrideParts): Promise<{ now: Date; rules: TakeRules }> {
  const now = parts.clock.now();
  const today = dayIn(now, parts.zone);
  const span = { from: addDays(today, -1), to: addDays(today, DAYS_AHEAD) };
  await parts.schedule.shifts(span);
  return { now, rules: await takeRules(parts.db, [span.from, span.to], parts) };
}
