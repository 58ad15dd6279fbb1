import type { Db } from '../../store/tables.ts';

/** A request that was made with an Idempotency-Key: a hash of what it asked for, and the ticket that it came to. */
export type KnownRequest = { print: string; ticket: number | null };

/** Keeps that a request was begun. @returns what is known of it: that of an earlier one, if there was one. */
export async function beginRequest(db: Db, name: string, print: string): Promise<KnownRequest> {
  const first = db.insertInto('setting').values({ name, value: print });
  await first.onConflict((conflict) => conflict.column('name').doNothing()).execute();
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst();
  // Another that came at the same time was refused, and forgotten just now.
  if (!row) return beginRequest(db, name, print);
  const [known = '', ticket] = row.value.split(' ');
  return { print: known, ticket: ticket === undefined ? null : Number(ticket) };
}

/** Keeps what a request came to. */
export async function endRequest(db: Db, name: string, { print, ticket }: KnownRequest): Promise<void> {
  await db
    .updateTable('setting')
    .set({ value: `${print} ${ticket}` })
    .where('name', '=', name)
    .execute();
}

/** Forgets a request that came to nothing, so that its key may be used again. */
export async function forgetRequest(db: Db, name: string): Promise<void> {
  await db.deleteFrom('setting').where('name', '=', name).execute();
}
