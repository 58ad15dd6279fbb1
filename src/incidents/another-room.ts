import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import type { Incident } from './incident.ts';
import { findIncident, updateIncident } from './incident-store.ts';
import { askForRoom } from './room.ts';

/**
 * Has another channel made for an incident that goes on while its own is archived: no bot can bring one back
 * (https://docs.slack.dev/reference/methods/conversations.unarchive).
 */
export async function giveAnotherRoom(trx: Trx, say: Say, incident: Incident): Promise<Incident> {
  if (incident.archivedAt === null || incident.cardId === null) return incident;
  askForRoom(say, incident);
  return updateIncident(trx, incident.id, { room: null, card_id: null, archived_at: null, runbook: null });
}

/** Keeps that a channel was found or made archived. An incident that goes on gets another. */
export async function keepArchived(
  trx: Trx,
  say: Say,
  { id, room, at }: { id: number; room: string; at: Date },
): Promise<void> {
  const incident = await findIncident(trx, id);
  if (incident?.room !== room || incident.archivedAt !== null) return;
  const archived = await updateIncident(trx, id, { archived_at: at.toISOString() });
  if (archived.state === 'open') await giveAnotherRoom(trx, say, archived);
}
