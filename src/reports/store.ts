import { stampOf } from '../slack/stamp.ts';
import type { Db } from '../store/tables.ts';

/** Whether a run of a job was claimed already: a look that keeps the rest of the work from being begun in vain. */
export async function wasRun(db: Db, name: string, due: string): Promise<boolean> {
  const run = db.selectFrom('job_run').select('name').where('name', '=', name).where('due_at', '=', due);
  return (await run.executeTakeFirst()) !== undefined;
}

/** On how many messages of alerts and storms each person put a triage emoji since then that still stands. */
export async function handledSince(db: Db, since: Date): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('triage_act')
    .select(['by', ({ fn }) => fn.count<number | string>('message_id').distinct().as('n')])
    .where('at', '>=', stampOf(since))
    .where('undone_at', 'is', null)
    .groupBy('by')
    .execute();
  return new Map(rows.map(({ by, n }) => [by, Number(n)]));
}
