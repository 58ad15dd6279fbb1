import type { Db } from '../store/tables.ts';
import { lanes } from './intent.ts';

/** How many rows wait, by lane, and those that Slack will never take. */
export async function outboxDepth(db: Db): Promise<{ waiting: [string, number][]; dead: number; oldest: Date | null }> {
  const rows = await db
    .selectFrom('outbox')
    .select(['lane', 'dead'])
    .select((select) => [select.fn.countAll<number | string>().as('n'), select.fn.min('created_at').as('oldest')])
    .groupBy(['lane', 'dead'])
    .execute();
  const alive = rows.filter((row) => row.dead === 0);
  const oldest = alive.map((row) => row.oldest).sort()[0];
  return {
    waiting: lanes.map((name, lane) => [name, Number(alive.find((row) => row.lane === lane)?.n ?? 0)]),
    dead: rows.filter((row) => row.dead === 1).reduce((sum, row) => sum + Number(row.n), 0),
    oldest: oldest ? new Date(oldest) : null,
  };
}
