import type { Db, Trx } from '../store/tables.ts';

/** Somebody wants to hear of every change. @returns false when they did already. */
export async function follow(trx: Trx, incident: number, user: string): Promise<boolean> {
  const inserted = trx.insertInto('incident_follower').values({ incident_id: incident, user_id: user });
  const once = inserted.onConflict((conflict) => conflict.columns(['incident_id', 'user_id']).doNothing());
  return (await once.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
}

/** Somebody no longer does. */
export async function unfollow(trx: Trx, incident: number, user: string): Promise<void> {
  const gone = trx.deleteFrom('incident_follower').where('incident_id', '=', incident);
  await gone.where('user_id', '=', user).execute();
}

/** Who hears of every change, in the order of their ids. */
export async function followersOf(db: Db, incident: number): Promise<string[]> {
  const rows = db.selectFrom('incident_follower').select('user_id').where('incident_id', '=', incident);
  return (await rows.orderBy('user_id').execute()).map(({ user_id }) => user_id);
}
