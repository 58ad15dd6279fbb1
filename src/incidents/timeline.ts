import type { Db, Trx } from '../store/tables.ts';

/** What happens in an incident. */
export type EventKind =
  | 'opened'
  | 'edited'
  | 'role'
  | 'page'
  | 'acknowledged'
  | 'step'
  | 'note'
  | 'update'
  | 'item'
  | 'room'
  | 'mitigated'
  | 'resolved'
  | 'reopened'
  | 'aws';

/** A line of the timeline. `text` is plain, as people read it; `by` is null for what Watchbill or AWS did. */
export type TimelineEvent = { id: number; at: Date; by: string | null; kind: EventKind; text: string };

/** A line to be. `key` tells it from others: the same one again changes nothing. */
export type NewEvent = Omit<TimelineEvent, 'id'> & { key?: string };

/** Whether a line is what somebody said; the others go on from the name: `Ada took over`. */
export const isSaid = (kind: string): boolean => kind === 'note' || kind === 'update';

/** Puts lines on an incident's timeline. @returns those that are new. */
export async function insertEvents(trx: Trx, incident: number, events: readonly NewEvent[]): Promise<TimelineEvent[]> {
  const added: TimelineEvent[] = [];
  for (const { at, by, kind, text, key = null } of events) {
    const row = { incident_id: incident, at: at.toISOString(), by, kind, text, key, aws_id: null };
    const inserted = trx.insertInto('incident_event').values(row);
    const once = inserted.onConflict((conflict) => conflict.columns(['incident_id', 'key']).doNothing());
    const kept = await once.returning('id').executeTakeFirst();
    if (kept) added.push({ id: kept.id, at, by, kind, text });
  }
  return added;
}

/** An incident's timeline, in order. */
export async function timelineOf(db: Db, incident: number): Promise<TimelineEvent[]> {
  const rows = db.selectFrom('incident_event').selectAll().where('incident_id', '=', incident);
  return (await rows.orderBy('at').orderBy('id').execute()).map(({ id, at, by, kind, text }) => {
    return { id, at: new Date(at), by, kind: kind as EventKind, text };
  });
}
