import type { Db } from '../store/tables.ts';

/** A place of a message in Slack. */
export type Place = { channelId: string; ts: string };

/**
 * The id of our message at a place where somebody has just done something: that can be faster than Slack's answer to the
 * post, so that what is on its way is waited for. Null when it is not ours.
 */
export async function messageActedOn(
  { channelId, ts }: Place,
  { db, afterSending }: { db: Db; afterSending(): Promise<void> },
): Promise<string | null> {
  const known = await messageAt(db, channelId, ts);
  if (known !== null) return known;
  await afterSending();
  return messageAt(db, channelId, ts);
}

/** The id of our message at a place in Slack; null when it is not ours, or not known to be yet. */
export async function messageAt(db: Db, channelId: string, ts: string): Promise<string | null> {
  const row = db.selectFrom('message').select('id').where('channel_id', '=', channelId).where('ts', '=', ts);
  return (await row.executeTakeFirst())?.id ?? null;
}
