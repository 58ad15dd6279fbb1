import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import { mention } from '../../slack/text.ts';
import type { Trx } from '../../store/tables.ts';
import { handOver } from '../moves/history-store.ts';
import type { Change } from '../plan/ledger.ts';
import { DUTY_LOCK } from '../schedule/schedule.ts';
import type { Shift } from '../shift.ts';
import { shiftWords } from '../shift-words.ts';
import { chooseShift } from './choose-shift.ts';
import type { CoverOrder } from './cover-words.ts';
import { objectionTo, objectionWords } from './may-take.ts';
import { notAllowed, type OverrideParts, type Refused, takeRules } from './overrides.ts';

/** A shift that changed hands. `change` is its id in the history; `hasBegun` tells that it is under way. */
export type Covered = { shift: Shift; from: string | null; change: number; hasBegun: boolean };

/**
 * Gives a shift to whoever takes it, at once; both are told, and the channel. Of two at the same time the second learns
 * who has it. Whoever has the shift by the plan takes it back in the same way.
 */
export async function cover(order: CoverOrder, parts: OverrideParts): Promise<Covered | Refused> {
  const refused = notAllowed({ by: order.by, whose: order.taker }, parts);
  if (refused) return refused;
  if (order.of === order.taker) {
    return {
      problem: order.taker === order.by ? 'That is your own shift already.' : 'That is their own shift already.',
    };
  }
  // What is asked for must be planned; this has a transaction of its own.
  await parts.schedule.shifts({ from: order.day, to: order.day });
  return parts.outbox.commit((trx, say) => take(trx, say, { order, parts }), DUTY_LOCK);
}

async function take(
  trx: Trx,
  say: Say,
  { order, parts }: { order: CoverOrder; parts: OverrideParts },
): Promise<Covered | Refused> {
  const { clock, zone } = parts;
  const { taker, by } = order;
  const now = clock.now();
  const rules = await takeRules(trx, [order.day], parts);
  const chosen = chooseShift(order, { shifts: rules.shifts, asker: by, now, zone });
  if ('problem' in chosen) return chosen;
  const { shift } = chosen;
  const objection = objectionTo(taker, shift, rules);
  if (objection) return { problem: objectionWords(objection, { user: taker, asker: by, shift }) };
  const change = await handOver(trx, shift, { to: taker, cause: 'cover', by, ref: null, now });
  await parts.tell(trx, say, { changes: [change], by });
  announce(say, { change, shift, by }, parts);
  return { shift: { ...shift, member: taker }, from: shift.member, change: change.id, hasBegun: shift.start <= now };
}

function announce(
  say: Say,
  { change, shift, by }: { change: Change; shift: Shift; by: string },
  { engineering, zone }: OverrideParts,
): void {
  const { from, to } = change;
  const verb = to === shift.planned ? 'takes back' : 'takes';
  const whose = from === null ? ', which nobody had' : ` from ${mention(from)}`;
  const orderedBy = by === to ? '' : ` (arranged by ${mention(by)})`;
  const text = `:arrows_counterclockwise: ${mention(to ?? '')} ${verb} *${shiftWords(shift, zone)}*${whose}${orderedBy}.`;
  say.post({ lane: 'housekeeping', channel: engineering, content: saying(text) });
}
