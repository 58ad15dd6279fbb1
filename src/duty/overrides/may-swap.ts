import { mention } from '../../slack/text.ts';
import type { Shift } from '../shift.ts';
import { shiftWords } from '../shift-words.ts';
import { objectionTo, objectionWords, type TakeRules } from './may-take.ts';
import type { ShiftKey, SwapOffer } from './swap-offer.ts';

/** The two shifts of a swap, as they stand. */
export type SwapShifts = { mine: Shift; theirs: Shift };

/**
 * The shifts of a swap that can be done; else what speaks against it, in words for `reader`. Each must still have the
 * one who offers it, and lie ahead; after the swap nobody may have what they can not have.
 */
export function checkSwap(
  { askedBy, askedOf, mine, theirs }: SwapOffer,
  { rules, now, reader }: { rules: TakeRules; now: Date; reader: string },
): SwapShifts | { problem: string } {
  const shiftAt = ({ rotation, day }: ShiftKey) =>
    rules.shifts.find((shift) => shift.rotation === rotation && shift.day === day);
  const [given, taken] = [shiftAt(mine), shiftAt(theirs)];
  if (!given || !taken) return { problem: 'One of the shifts is gone: the hours are others now.' };
  for (const { shift, holder } of [
    { shift: given, holder: askedBy },
    { shift: taken, holder: askedOf },
  ]) {
    const words = shiftWords(shift, rules.zone);
    if (shift.member !== holder) return { problem: `${words} is not ${mention(holder)}’s any more.` };
    if (shift.start <= now) return { problem: `${words} has begun.` };
  }
  const swapped = rules.shifts.map((shift) => {
    if (shift === given) return { ...given, member: askedOf };
    return shift === taken ? { ...taken, member: askedBy } : shift;
  });
  for (const { user, shift } of [
    { user: askedBy, shift: taken },
    { user: askedOf, shift: given },
  ]) {
    const objection = objectionTo(user, shift, { ...rules, shifts: swapped });
    if (objection) return { problem: objectionWords(objection, { user, asker: reader, shift }) };
  }
  return { mine: given, theirs: taken };
}
