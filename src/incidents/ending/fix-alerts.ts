import type { Alert } from '../../alerts/alert.ts';
import { INTAKE_LOCK } from '../../alerts/lock.ts';
import { type TiedAlert, tiedAlerts } from '../../alerts/tie.ts';
import type { Say } from '../../outbox/say.ts';
import type { Db, Trx } from '../../store/tables.ts';
import { triageAs } from '../../triage/triage-as.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';

/** Alerts that somebody was still to do something about: what is ticketed waits for more than this incident. */
const unfinished: readonly Alert['state'][] = ['untriaged', 'looking', 'delegated'];

/** The alerts tied to an incident that its end could have fixed. */
export async function alertsToFix(db: Db, { name }: Pick<Incident, 'name'>): Promise<TiedAlert[]> {
  return (await tiedAlerts(db, name)).filter(({ alert }) => unfinished.includes(alert.state));
}

/** Marks these alerts as fixed, as if by hand of `by`. */
export async function fixAlerts(
  trx: Trx,
  say: Say,
  { incident, by }: { incident: Pick<Incident, 'name'>; by: string },
  { cards, clock, outbox }: Pick<IncidentParts, 'cards' | 'clock' | 'outbox'>,
): Promise<void> {
  await outbox.lock(trx, INTAKE_LOCK);
  const byMessage = Map.groupBy(await tiedAlerts(trx, incident.name), ({ messageId }) => messageId);
  for (const [messageId, tied] of byMessage) {
    const alerts = tied.map(({ alert }) => alert.id);
    const triaging = { messageId, alerts, from: unfinished, state: 'fixed', by, means: 'incident' } as const;
    await triageAs(trx, say, triaging, { cards, clock, outbox });
  }
}
