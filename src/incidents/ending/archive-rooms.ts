import { sql } from 'kysely';
import { claimRun } from '../../jobs/claim.ts';
import type { Db } from '../../store/tables.ts';
import { type IncidentRow, toIncident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import { ARCHIVE_ROOM, roomLine } from '../room.ts';

/** What the name of its run begins with; its id follows. */
const CLAIM = 'archive ';

/**
 * Has the channels archived of incidents that are resolved for long enough; asked for once each, whatever came of it, until
 * they are opened again.
 */
export async function archiveRooms({ outbox, db, clock, config }: IncidentParts): Promise<void> {
  const after = config.incidents.archive_after;
  if (after === 0) return;
  const now = clock.now();
  const until = new Date(now.getTime() - after);
  for (const row of await resolvedBefore(db, until)) {
    await outbox.commit(async (trx, say) => {
      const incident = toIncident(row);
      const isOurs = await claimRun(trx, `${CLAIM}${row.id}`, row.resolved_at as string, now);
      if (isOurs) say.errand({ kind: ARCHIVE_ROOM, line: roomLine(incident), payload: { incident: row.id } });
    });
  }
}

/** Incidents with a channel of their own that is not archived, and for which that was not asked yet. */
async function resolvedBefore(db: Db, until: Date): Promise<IncidentRow[]> {
  const resolved = db.selectFrom('incident').selectAll().where('state', '=', 'resolved');
  const due = resolved.where('resolved_at', '<=', until.toISOString()).where('archived_at', 'is', null);
  const own = due.where('card_id', 'is not', null);
  const unasked = own.where(({ not, exists, selectFrom }) => {
    const runs = selectFrom('job_run').select('name').whereRef('due_at', '=', 'incident.resolved_at');
    return not(exists(runs.where('name', '=', sql<string>`${sql.lit(CLAIM)} || incident.id`)));
  });
  return unasked.orderBy('id').execute();
}
