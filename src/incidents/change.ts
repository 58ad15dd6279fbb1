import { isUserId } from '../config/names.ts';
import type { Content, Say } from '../outbox/say.ts';
import { saying } from '../slack/said.ts';
import type { Trx } from '../store/tables.ts';
import { followersOf } from './followers.ts';
import type { Incident } from './incident.ts';
import { type IncidentChange, updateIncident } from './incident-store.ts';
import { addItems, type RelatedItem, removeItem } from './items.ts';
import type { IncidentParts } from './parts.ts';
import { sayInRoom } from './room.ts';
import type { Field } from './rules/merge.ts';
import { showIncident } from './show.ts';
import { tellCustomers } from './telling/statuspage-news.ts';
import { insertEvents, type NewEvent } from './timeline.ts';

/** What changes in an incident at once. */
export type Change = {
  /** Columns and what they become. */
  set?: IncidentChange;
  events?: readonly NewEvent[];
  added?: readonly RelatedItem[];
  removed?: readonly RelatedItem[];
  /** What its room is told of it. */
  room?: Content;
  /** What its reporter and followers are told, in mrkdwn, escaped. `by` did it and need not be told. */
  tell?: { text: string; by: string | null };
  /** That AWS made the change itself: it is not told of it. */
  isFromAws?: boolean;
};

const fields: readonly Field[] = ['title', 'impact', 'summary', 'state'];

/**
 * Changes an incident, in the transaction of what happened: its row, timeline and items; then all that shows it, those
 * who follow it, and the backend. Every change goes through here, so that none of them can be forgotten.
 */
export async function changeIncident(
  trx: Trx,
  say: Say,
  { incident, change }: { incident: Incident; change: Change },
  parts: IncidentParts,
): Promise<Incident> {
  const { set = {}, events = [], added = [], removed = [], room, tell, isFromAws = false } = change;
  const edited = fields.filter((field) => set[field] !== undefined && set[field] !== incident[field]);
  const now = parts.clock.now().toISOString();
  // Whoever knows better when a field changed says so.
  const times = Object.fromEntries(edited.map((field) => [`${field}_at`, now]));
  const columns = { ...times, ...set };
  const changed = Object.keys(columns).length === 0 ? incident : await updateIncident(trx, incident.id, columns);
  const lines = await insertEvents(trx, incident.id, events);
  // One that is called otherwise from now on is removed and added: by its address it is the same.
  for (const { url } of removed) await removeItem(trx, incident.id, url);
  const newItems = await addItems(trx, incident.id, added);
  if (room) sayInRoom(say, changed, room);
  await showIncident(trx, say, changed, parts);
  if (tell) await tellFollowers(trx, say, changed, tell);
  await tellCustomers(trx, say, { before: incident, after: changed }, parts);
  await parts.watch.changed(trx, say, { before: incident, after: changed, events: lines });
  if (isFromAws) return changed;
  if (edited.length > 0) await parts.backend.edited(trx, say, { incident: changed, fields: edited });
  if (lines.length > 0) await parts.backend.noted(trx, say, { incident: changed, events: lines });
  if (newItems.length + removed.length > 0)
    await parts.backend.related(trx, say, { incident: changed, added: newItems, removed });
  return changed;
}

async function tellFollowers(
  trx: Trx,
  say: Say,
  incident: Incident,
  { text, by }: { text: string; by: string | null },
): Promise<void> {
  for (const user of await followersOf(trx, incident.id)) {
    if (user === by || !isUserId(user)) continue;
    say.post({ lane: 'housekeeping', channel: user, content: saying(text) });
  }
}
