import { mention } from '../../slack/text.ts';
import { dayWords } from '../day-words.ts';
import type { RotationName, Shift } from '../shift.ts';
import { shiftWords } from '../shift-words.ts';

/** A shift as somebody names it: whose it is (null: a gap), its day, and which duty where they said so. */
export type NamedShift = { of: string | null; day: string; rotation: RotationName | null };

/** From whom and when it is asked. `shifts` are those of the day. */
export type Choice = { shifts: readonly Shift[]; asker: string; now: Date; zone: string };

/** The shift that is meant; or, for whoever asked, why that is none or not clear. A shift may be under way. */
export function chooseShift(
  named: NamedShift,
  { shifts, asker, now, zone }: Choice,
): { shift: Shift } | { problem: string } {
  const whose = (member: string | null) =>
    member === null ? 'nobody’s' : member === asker ? 'yours' : `${mention(member)}’s`;
  const ofDuty = shifts.filter(({ rotation }) => named.rotation === null || rotation === named.rotation);
  const meant = ofDuty.filter(({ member }) => member === named.of);
  const left = meant.filter(({ end }) => end > now);
  const [shift, second] = left;
  if (second) {
    return {
      problem: `There are two such shifts on ${dayWords(named.day)}: say which by adding \`ic\` or \`oncall\`.`,
    };
  }
  if (shift) return { shift };
  if (meant.length > 0)
    return { problem: `That shift is over: ${meant.map((over) => shiftWords(over, zone)).join(', ')}.` };
  const wanted =
    named.of === null
      ? 'There is no gap'
      : named.of === asker
        ? 'You have no such shift'
        : `${mention(named.of)} has no such shift`;
  if (shifts.length === 0) return { problem: `${wanted} on ${dayWords(named.day)}: nobody has a duty that day.` };
  const list = shifts.map((each) => `*${shiftWords(each, zone)}* is ${whose(each.member)}`).join(', ');
  return { problem: `${wanted} on ${dayWords(named.day)}: ${list}.` };
}
