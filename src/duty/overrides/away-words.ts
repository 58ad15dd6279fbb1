import type { DaySpan } from '../../config/day.ts';
import { addDays } from '../days.ts';
import { spanWords } from '../shift-words.ts';
import { readSpan } from '../typed/typed-day.ts';
import { readWords } from '../typed/typed-words.ts';

/** Days ahead at which an absence may begin. */
const FARTHEST = 366;

/** That somebody is away, first and last day included. */
export type AwayOrder = DaySpan & { member: string; by: string };

const USAGE = 'Type the first and the last day: `/duty away 24 Dec - 2 Jan`, or one day: `/duty away next fri`.';

/** Reads what was typed after `/duty away`: one or two days, and `for @user` when it is about somebody else. */
export function readAway(
  text: string,
  { user, today }: { user: string; today: string },
): AwayOrder | { problem: string } {
  const words = readWords(text);
  if ('problem' in words) return words;
  const { people, by, rotation, isGap, rest } = words;
  if (people.length > 1 || by !== null || rotation !== null || isGap || rest === '') return { problem: USAGE };
  const span = readSpan(rest, today);
  return 'problem' in span ? span : checkSpan({ ...span, member: people[0] ?? user, by: user }, today);
}

/** Refuses days that are over, or farther ahead than anybody plans. */
export function checkSpan(order: AwayOrder, today: string): AwayOrder | { problem: string } {
  if (order.to < order.from) return { problem: 'The last day comes before the first.' };
  if (order.to < today) return { problem: `${spanWords(order)} ${order.to.slice(0, 4)} is in the past.` };
  if (order.from > addDays(today, FARTHEST)) return { problem: `${order.from} is more than a year ahead.` };
  return order;
}
