import { dayWords } from '../day-words.ts';
import { addDays } from '../days.ts';
import { readDay } from '../typed/typed-day.ts';
import { readWords } from '../typed/typed-words.ts';
import type { NamedShift } from './choose-shift.ts';

/** Days ahead that can be asked for. */
const FARTHEST = 366;

/** That somebody is to have a shift. */
export type CoverOrder = NamedShift & { taker: string; by: string };

const USAGE =
  'Type whose shift and which day: `/duty cover @ada 24 Dec`, `/duty cover gap fri`, with `ic` or `oncall` where somebody has both.';

/**
 * Reads what was typed after `/duty cover`: a person or `gap`, a day, a rotation where it is not clear, and `by @other`
 * when somebody else than the asker is to have the shift.
 */
export function readCover(
  text: string,
  { user, today }: { user: string; today: string },
): CoverOrder | { problem: string } {
  const words = readWords(text);
  if ('problem' in words) return words;
  const { people, by, rotation, isGap, rest } = words;
  if (people.length + (isGap ? 1 : 0) !== 1 || rest === '') return { problem: USAGE };
  const typed = readDay(rest, today);
  if ('problem' in typed) return typed;
  const { day } = typed;
  // A night that began yesterday may still be under way.
  if (day < addDays(today, -1)) return { problem: `${dayWords(day)} ${day.slice(0, 4)} is in the past.` };
  if (day > addDays(today, FARTHEST))
    return { problem: `${day} is more than a year ahead: nothing is planned so far.` };
  return { of: people[0] ?? null, day, rotation, taker: by ?? user, by: user };
}
