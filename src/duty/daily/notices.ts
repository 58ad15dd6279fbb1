import type { Config } from '../../config/schema.ts';
import type { Say } from '../../outbox/say.ts';
import type { Trx } from '../../store/tables.ts';
import type { ListedShift } from '../shift.ts';
import type { DutyRun } from './due.ts';
import { noticeContent, startContent } from './notice-blocks.ts';
import type { Turn } from './turns.ts';

/** A message to the member of a turn that is due. */
export type NoticeRun = Extract<DutyRun, { turn: Turn }>;

/**
 * Tells the member of a turn by direct message that it comes, or that it begins; not if the turn became theirs only
 * after that was due, for then they have just been told of the change.
 */
export async function notify(
  trx: Trx,
  say: Say,
  { run, shifts, config, now }: { run: NoticeRun; shifts: readonly ListedShift[]; config: Config; now: Date },
): Promise<void> {
  if (await wasTold(trx, run)) return;
  const { turn } = run;
  const { timezone: zone, admins } = config;
  const content =
    run.kind === 'notice' ? noticeContent(turn, zone) : startContent(turn, { shifts, view: { at: now, zone, admins } });
  say.post({ lane: 'housekeeping', channel: turn.member, content });
}

/** Whoever gets a shift by a change is told of it in the transaction that changes it. */
async function wasTold(trx: Trx, { turn, since }: NoticeRun): Promise<boolean> {
  const change = await trx
    .selectFrom('duty_change')
    .select('id')
    .where('rotation', '=', turn.rotation)
    .where('day', '=', turn.shifts[0].day)
    .where('to_member', '=', turn.member)
    .where('at', '>', since.toISOString())
    .executeTakeFirst();
  return change !== undefined;
}
