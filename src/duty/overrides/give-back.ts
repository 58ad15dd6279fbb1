import type { Say } from '../../outbox/say.ts';
import type { Trx } from '../../store/tables.ts';
import { dayIn } from '../days.ts';
import { changesOfAbsence, handOver, type KeptChange, newestChange, planAsHeld } from '../moves/history-store.ts';
import type { Move } from '../moves/moved-words.ts';
import { withShifts } from '../moves/with-shifts.ts';
import type { Change } from '../plan/ledger.ts';
import { DUTY_LOCK } from '../schedule/schedule.ts';
import { spanWords } from '../shift-words.ts';
import { type Absence, findAbsence, markCancelled } from './absence-store.ts';
import { objectionTo } from './may-take.ts';
import { notAllowed, type OverrideParts, type Refused, takeRules } from './overrides.ts';

/** An absence that was taken back, and what changed hands by that. */
export type Cancelled = { absence: Absence; moves: Move[] };

/**
 * Takes an absence back. What it gave away goes back, unless it has begun, changed hands again, or could not be had by
 * whoever had it; everybody is told.
 */
export async function cancelAbsence(
  { id, by }: { id: number; by: string },
  parts: OverrideParts,
): Promise<Cancelled | Refused> {
  return parts.outbox.commit(async (trx, say) => {
    const absence = await findAbsence(trx, id);
    if (!absence) return { problem: 'There is no such absence.' };
    const refused = notAllowed({ by, whose: absence.member }, parts);
    if (refused) return refused;
    if (absence.cancelled) return { problem: `${spanWords(absence)} is cancelled already.` };
    const now = parts.clock.now();
    if (absence.to < dayIn(now, parts.zone)) return { problem: `${spanWords(absence)} is over already.` };
    await markCancelled(trx, id, { by, now });
    return { absence, moves: await withShifts(trx, await restore(trx, say, { absence, by, parts })) };
  }, DUTY_LOCK);
}

async function restore(
  trx: Trx,
  say: Say,
  { absence, by, parts }: { absence: Absence; by: string; parts: OverrideParts },
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const change of await changesOfAbsence(trx, absence.id)) {
    const back = await giveBack(trx, change, { by, parts });
    if (back) changes.push(back);
  }
  // Gaps that nobody else could take are taken by whoever is back.
  changes.push(...(await parts.schedule.settle(trx, say, { by, ref: absence.id })));
  await parts.tell(trx, say, { changes, by, back: absence.member });
  return changes;
}

async function giveBack(
  trx: Trx,
  change: KeptChange,
  { by, parts }: { by: string; parts: OverrideParts },
): Promise<Change | null> {
  const now = parts.clock.now();
  const rules = await takeRules(trx, [change.day], parts);
  const shift = rules.shifts.find(({ rotation }) => rotation === change.rotation);
  const hasChanged = (await newestChange(trx, change))?.id !== change.id;
  if (!shift || hasChanged || shift.start <= now || change.from === null) return null;
  if (objectionTo(change.from, shift, rules)) return null;
  const back = await handOver(trx, shift, { to: change.from, cause: 'undo', by, ref: change.ref, now });
  await planAsHeld(trx, shift);
  return back;
}
