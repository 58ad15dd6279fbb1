import type { Db } from '../store/tables.ts';
import { recentMessages as query } from './list-store.ts';

/** The messages of alerts that arrived or changed since then, the newest first, at most so many. */
export async function recentMessages(
  db: Db,
  since: Date,
  most: number,
): Promise<{ id: string; channelId: string; ts: string }[]> {
  const rows = await query(db, since.toISOString(), most);
  return rows.flatMap(({ id, channel_id, ts }) =>
    channel_id !== null && ts !== null ? [{ id, channelId: channel_id, ts }] : [],
  );
}
