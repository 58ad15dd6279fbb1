import type { Trx } from '../store/tables.ts';

/**
 * Takes one run of a job: of all replicas, and over restarts, only one gets it. It is taken in the transaction that
 * does the work, so that a run that failed is free again.
 * @param due when the run was due: with the name what tells it from other runs.
 * @returns whether it is ours; false when it was done already.
 */
export async function claimRun(trx: Trx, name: string, due: string, now: Date): Promise<boolean> {
  const row = { name, due_at: due, run_at: now.toISOString() };
  const taken = trx
    .insertInto('job_run')
    .values(row)
    .onConflict((conflict) => conflict.columns(['name', 'due_at']).doNothing());
  return (await taken.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
}
