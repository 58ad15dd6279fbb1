import type { Db } from '../store/tables.ts';

/** What people are called, by id, of those whom Slack ever told of. Nothing is asked there; names come from outside. */
export async function knownNames(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('slack_user').select(['id', 'name']).execute();
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}
