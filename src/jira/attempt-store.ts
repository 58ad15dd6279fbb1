import type { Db } from '../store/tables.ts';

/**
 * That an issue is being made: since `triedAt` Jira may have it though it has not told; null when it surely has not.
 * `isTold` once people were told that it takes long.
 */
export type Attempt = { triedAt: Date | null; isTold: boolean };

/** What is known of the making of an issue for `ref`. */
export async function findAttempt(db: Db, ref: string): Promise<Attempt> {
  const row = await db.selectFrom('jira_attempt').selectAll().where('ref', '=', ref).executeTakeFirst();
  return { triedAt: row?.tried_at ? new Date(row.tried_at) : null, isTold: row?.told === 1 };
}

/** Keeps it; what is left out stays as it is. */
export async function keepAttempt(db: Db, ref: string, { triedAt, isTold }: Partial<Attempt>): Promise<void> {
  const set = {
    ...(triedAt !== undefined && { tried_at: triedAt?.toISOString() ?? null }),
    ...(isTold !== undefined && { told: isTold ? 1 : 0 }),
  };
  const inserted = db.insertInto('jira_attempt').values({ ref, tried_at: null, told: 0, ...set });
  await inserted.onConflict((conflict) => conflict.column('ref').doUpdateSet(set)).execute();
}

/** It came to its end. */
export async function endAttempt(db: Db, ref: string): Promise<void> {
  await db.deleteFrom('jira_attempt').where('ref', '=', ref).execute();
}
