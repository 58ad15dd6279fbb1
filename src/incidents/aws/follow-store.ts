import type { Db, Trx } from '../../store/tables.ts';

/** Replicas' clocks and timers may differ by so much. Milliseconds. */
const SLACK_MS = 1000;

/** From when on incidents of AWS are ours to take in: as kept before, else `first`. */
export async function followedSince(trx: Trx, first: Date): Promise<Date> {
  const row = { name: 'aws_followed_since', value: first.toISOString() };
  const kept = trx.insertInto('setting').values(row);
  await kept.onConflict((conflict) => conflict.column('name').doNothing()).execute();
  const found = trx.selectFrom('setting').select('value').where('name', '=', row.name);
  return new Date((await found.executeTakeFirstOrThrow()).value);
}

/** Takes one look at AWS: of all replicas one has it, and the next comes `everyMs` later. @returns whether it is ours. */
export async function takeLook(db: Db, { now, everyMs }: { now: Date; everyMs: number }): Promise<boolean> {
  const value = now.toISOString();
  const before = new Date(now.getTime() - everyMs + SLACK_MS).toISOString();
  const taken = db
    .insertInto('setting')
    .values({ name: 'aws_looked_at', value })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ value })
        // A look in the future was taken before the clock was set back.
        .where((where) => where.or([where('setting.value', '<=', before), where('setting.value', '>', value)])),
    );
  return (await taken.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
}
