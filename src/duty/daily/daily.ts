import type { Clock } from '../../clock.ts';
import type { Config } from '../../config/schema.ts';
import { claimRun } from '../../jobs/claim.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { Say } from '../../outbox/say.ts';
import type { Db, Trx } from '../../store/tables.ts';
import { shadowsOn } from '../plan/roster.ts';
import { DUTY_LOCK, type Schedule } from '../schedule/schedule.ts';
import { listShifts } from '../schedule/shift-store.ts';
import type { ListedShift } from '../shift.ts';
import { announce } from './announce.ts';
import { type DutyRun, daysToLookAt, dueRuns } from './due.ts';
import { notify } from './notices.ts';
import { saySigns } from './signs.ts';

/** What telling the day's duties needs. */
export type DailyParts = { config: Config; schedule: Schedule; outbox: Outbox; db: Db; clock: Clock };

/**
 * Tells what is due about duty: the day's announcement, the signs, notices and starts of shifts. Each happens once,
 * whichever replica does it; what was missed is made up for while it is of use. To be called every few seconds: when
 * nothing is due it costs two queries.
 */
export async function runDuty(parts: DailyParts): Promise<void> {
  const { config, schedule, outbox, db, clock } = parts;
  const now = clock.now();
  const span = daysToLookAt({ config, now });
  const expected = dueRuns(await listShifts(db, { ...span, shadows: () => [] }), { config, now });
  if (!(await isAnyFree(db, expected))) return;
  await schedule.shifts(span);
  const members = { ic: await schedule.members('ic'), oncall: await schedule.members('oncall') };
  await outbox.commit(async (trx, say) => {
    const shifts = await listShifts(trx, { ...span, shadows: (rotation, day) => shadowsOn(members[rotation], day) });
    for (const run of dueRuns(shifts, { config, now })) {
      if (await claimRun(trx, run.name, run.due, now)) await carryOut(trx, say, { run, shifts, config, now });
    }
  }, DUTY_LOCK);
}

type Act = { run: DutyRun; shifts: readonly ListedShift[]; config: Config; now: Date };

async function carryOut(trx: Trx, say: Say, { run, ...rest }: Act): Promise<void> {
  switch (run.kind) {
    case 'announcement':
      return announce(trx, say, { ...rest, ...run });
    case 'signs':
      return saySigns(say, rest.shifts, rest);
    case 'notice':
    case 'start':
      return notify(trx, say, { ...rest, run });
    default:
      return run satisfies never;
  }
}

/** Whether some run was not done by anybody yet. */
async function isAnyFree(db: Db, runs: readonly DutyRun[]): Promise<boolean> {
  const names = [...new Set(runs.map(({ name }) => name))];
  const dues = runs.map(({ due }) => due).sort();
  const rows = await db
    .selectFrom('job_run')
    .select(['name', 'due_at'])
    .where('name', 'in', names)
    .where('due_at', '>=', dues[0] ?? '')
    .execute();
  const done = new Set(rows.map(({ name, due_at }) => `${name} ${due_at}`));
  return runs.some(({ name, due }) => !done.has(`${name} ${due}`));
}
