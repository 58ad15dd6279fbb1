import type { Db } from '../store/tables.ts';

/** The id of our message at a place in Slack; null when it is not ours, or not known to be yet. */
export async function messageAt(db: Db, channelId: string, ts: string): Promise<string | null> {
  const row = db.selectFrom('message').select('id').where('channel_id', '=', channelId).where('ts', '=', ts);
  return (await row.executeTakeFirst())?.id ?? null;
}
