import type { Trx } from '../../store/tables.ts';

/** From when on incidents of AWS are ours to take in: as kept before, else `first`. */
export async function followedSince(trx: Trx, first: Date): Promise<Date> {
  const row = { name: 'aws_followed_since', value: first.toISOString() };
  const kept = trx.insertInto('setting').values(row);
  await kept.onConflict((conflict) => conflict.column('name').doNothing()).execute();
  const found = trx.selectFrom('setting').select('value').where('name', '=', row.name);
  return new Date((await found.executeTakeFirstOrThrow()).value);
}
