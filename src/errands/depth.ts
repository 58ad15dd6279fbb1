import type { Db } from '../store/tables.ts';

/** How many errands wait, by kind, how many can never be done, and since when the oldest of those that wait does. */
export async function errandDepth(
  db: Db,
): Promise<{ waiting: [kind: string, count: number][]; refused: number; oldest: Date | null }> {
  const rows = await db
    .selectFrom('errand')
    .select(['kind', 'refused'])
    .select((select) => [select.fn.countAll<number | string>().as('n'), select.fn.min('created_at').as('oldest')])
    .groupBy(['kind', 'refused'])
    .orderBy('kind')
    .execute();
  const waiting = rows.filter((row) => row.refused === 0);
  const oldest = waiting.map((row) => row.oldest).sort()[0];
  return {
    waiting: waiting.map(({ kind, n }) => [kind, Number(n)]),
    refused: rows.filter((row) => row.refused === 1).reduce((sum, row) => sum + Number(row.n), 0),
    oldest: oldest ? new Date(oldest) : null,
  };
}

/** Errands that can never be done, by kind and by what was said to be wrong. */
export async function refusedErrands(db: Db): Promise<{ kind: string; problem: string; count: number }[]> {
  const rows = await db
    .selectFrom('errand')
    .select((select) => ['kind', 'last_error', select.fn.countAll<number | string>().as('n')])
    .where('refused', '=', 1)
    .groupBy(['kind', 'last_error'])
    .orderBy('kind')
    .orderBy('last_error')
    .execute();
  return rows.map(({ kind, last_error, n }) => ({ kind, problem: last_error ?? '', count: Number(n) }));
}
