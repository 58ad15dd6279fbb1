import type { IncidentRow } from '../incident.ts';
import { updateIncident } from '../incident-store.ts';
import { INCIDENT_LOCK } from '../open.ts';
import type { IncidentParts } from '../parts.ts';
import { isReliefDue } from '../rules/deadlines.ts';
import { openRows } from './open-rows.ts';
import { propose, reserveNow } from './relieving.ts';

/**
 * Proposes relief for commanders who lead for long: the next free member of the rotation. Once for each span that one
 * leads, whichever of the replicas runs it.
 */
export async function proposeRelief(parts: IncidentParts): Promise<void> {
  const { outbox, db, clock, config } = parts;
  const after = config.incidents.relieve_ic_after;
  const isDue = ({ ic, ic_since, relief_at }: IncidentRow) =>
    ic !== null &&
    ic_since !== null &&
    isReliefDue({
      since: new Date(ic_since),
      proposedAt: relief_at === null ? null : new Date(relief_at),
      ...{ after, now: clock.now() },
    });
  if (!(await openRows(db)).some(isDue)) return;
  const reserve = await reserveNow(parts);
  await outbox.commit(async (trx, say) => {
    for (const row of (await openRows(trx)).filter(isDue)) {
      const since = clock.now().toISOString();
      await propose(trx, say, { row, asking: { id: row.id, since, asked: [] }, reserve }, parts);
      await updateIncident(trx, row.id, { relief_at: since });
    }
  }, INCIDENT_LOCK);
}
