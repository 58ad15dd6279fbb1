import type { Asked, Reply } from '../../slack/reply.ts';
import { button, buttons, saying } from '../../slack/said.ts';
import { mention } from '../../slack/text.ts';
import { dayIn } from '../days.ts';
import { shiftWords } from '../shift-words.ts';
import { type Covered, cover } from './cover.ts';
import { readCover } from './cover-words.ts';
import type { OverrideParts, Refused } from './overrides.ts';
import { undoCover } from './undo-cover.ts';

/** Takes a cover back; its value is the cover's id in the history. */
export const UNDO_COVER = 'duty.undo_cover';

/** `/duty cover`: does what was typed, and says so with a button to undo it. */
export async function answerCover({ user, text }: Asked, parts: OverrideParts): Promise<Reply> {
  const order = readCover(text, { user, today: dayIn(parts.clock.now(), parts.zone) });
  if ('problem' in order) return saying(order.problem);
  return coveredReply(await cover(order, parts), { reader: user, zone: parts.zone });
}

/** What became of a cover. */
export function coveredReply(outcome: Covered | Refused, { reader, zone }: { reader: string; zone: string }): Reply {
  if ('problem' in outcome) return saying(outcome.problem);
  const { shift, from, change, hasBegun } = outcome;
  const whose = shift.member === reader ? 'yours' : `${mention(shift.member ?? '')}’s`;
  const instead = from === null ? 'Nobody had it.' : `${mention(from)} has been told.`;
  const text = `Done: *${shiftWords(shift, zone)}* is ${whose} now. ${instead}`;
  return hasBegun ? saying(text) : saying(text, buttons(button(UNDO_COVER, 'Undo', String(change))));
}

/** The answer to the button that takes a cover back. */
export async function answerUndo(asked: { change: number; by: string }, parts: OverrideParts): Promise<Reply> {
  const outcome = await undoCover(asked, parts);
  if ('problem' in outcome) return saying(outcome.problem);
  const { member } = outcome.shift;
  const whose = member === null ? 'nobody’s' : `${mention(member)}’s`;
  return saying(`Undone: *${shiftWords(outcome.shift, parts.zone)}* is ${whose} again.`);
}
