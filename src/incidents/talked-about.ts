import { messageAt } from '../outbox/find-message.ts';
import type { Db } from '../store/tables.ts';
import { type Incident, toIncident } from './incident.ts';
import { findByRoom } from './incident-store.ts';

/** The incident whose own channel it is; null for #war, of which every incident there is a thread, and for any other. */
export async function incidentInChannel(db: Db, channelId: string): Promise<Incident | null> {
  const incident = await findByRoom(db, channelId);
  return incident === null || incident.cardId === null ? null : incident;
}

/** The incident whose message in #war begins a thread; null for any other. */
export async function incidentOfThread(
  db: Db,
  { channelId, threadTs }: { channelId: string; threadTs: string },
): Promise<Incident | null> {
  const messageId = await messageAt(db, channelId, threadTs);
  if (messageId === null) return null;
  const row = await db.selectFrom('incident').selectAll().where('war_id', '=', messageId).executeTakeFirst();
  return row ? toIncident(row) : null;
}
