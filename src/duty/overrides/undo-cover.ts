import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import { mention } from '../../slack/text.ts';
import type { Trx } from '../../store/tables.ts';
import { findChange, handOver, newestChange } from '../moves/history-store.ts';
import { DUTY_LOCK } from '../schedule/schedule.ts';
import type { Shift } from '../shift.ts';
import { shiftWords } from '../shift-words.ts';
import { objectionTo, objectionWords } from './may-take.ts';
import { type OverrideParts, type Refused, takeRules } from './overrides.ts';

/** A cover that was taken back: the shift, as it is again. */
export type Undone = { shift: Shift };

/**
 * Takes a cover back, for whoever did it: until the shift begins, and unless it changed again since.
 * @param change the cover's id in the history.
 */
export async function undoCover(
  { change, by }: { change: number; by: string },
  parts: OverrideParts,
): Promise<Undone | Refused> {
  return parts.outbox.commit((trx, say) => giveBack(trx, say, { change, by, parts }), DUTY_LOCK);
}

async function giveBack(
  trx: Trx,
  say: Say,
  { change, by, parts }: { change: number; by: string; parts: OverrideParts },
): Promise<Undone | Refused> {
  const { clock, zone, engineering } = parts;
  const now = clock.now();
  const done = await findChange(trx, change);
  if (!done || done.by !== by) return { problem: 'Only whoever did this can undo it.' };
  const rules = await takeRules(trx, [done.day], parts);
  const shift = rules.shifts.find(({ rotation }) => rotation === done.rotation);
  const newest = await newestChange(trx, done);
  if (!shift || newest?.id !== change) {
    const holder =
      shift?.member == null ? '' : `: it is ${shift.member === by ? 'yours' : `${mention(shift.member)}’s`} now`;
    return { problem: `That shift changed again since${holder}. Nothing was undone.` };
  }
  if (shift.start <= now) return { problem: 'That shift has begun: it can not be undone any more.' };
  const objection = done.from === null ? null : objectionTo(done.from, shift, rules);
  if (objection) return { problem: objectionWords(objection, { user: done.from as string, asker: by, shift }) };
  const undone = await handOver(trx, shift, { to: done.from, cause: 'undo', by, ref: null, now });
  await parts.tell(trx, say, { changes: [undone], by });
  const whose = done.from === null ? 'nobody’s' : `${mention(done.from)}’s`;
  const text = `:arrows_counterclockwise: *${shiftWords(shift, zone)}* is ${whose} again: ${mention(by)} undid the change.`;
  say.post({ lane: 'housekeeping', channel: engineering, content: saying(text) });
  return { shift: { ...shift, member: done.from } };
}
