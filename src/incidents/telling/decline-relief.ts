import { claimRun } from '../../jobs/claim.ts';
import type { Refused } from '../../slack/refused.ts';
import type { IncidentRow } from '../incident.ts';
import { INCIDENT_LOCK } from '../open.ts';
import type { IncidentParts } from '../parts.ts';
import { openRows } from './open-rows.ts';
import type { Asking } from './relief-blocks.ts';
import { propose, reserveNow } from './relieving.ts';

/** Somebody who was asked to relieve a commander cannot: the one after is asked. Once, however often they say so. */
export async function declineRelief(
  { asking, by }: { asking: Asking; by: string },
  parts: IncidentParts,
): Promise<IncidentRow | Refused> {
  const reserve = await reserveNow(parts);
  return parts.outbox.commit(async (trx, say) => {
    const row = (await openRows(trx)).find(({ id }) => id === asking.id);
    // Whoever takes over, or a later round of proposals, ends this one.
    const isOpen = row?.relief_at === asking.since;
    const due = `${asking.since} ${by}`;
    if (!row || !isOpen || !(await claimRun(trx, `relief of INC-${row.id}`, due, parts.clock.now())))
      return { problem: 'That is settled already.' };
    await propose(trx, say, { row, asking: { ...asking, asked: [...asking.asked, by] }, reserve }, parts);
    return row;
  }, INCIDENT_LOCK);
}
