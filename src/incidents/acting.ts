import type { Say } from '../outbox/say.ts';
import type { Refused } from '../slack/refused.ts';
import type { Trx } from '../store/tables.ts';
import type { Incident } from './incident.ts';
import { findIncident } from './incident-store.ts';
import { INCIDENT_LOCK } from './open.ts';
import type { IncidentParts } from './parts.ts';

/** Who does something, in which incident. */
export type Act = { id: number; by: string };

/**
 * Does something in an incident as it stands now, in a transaction of its own: of two who act at once the second sees
 * what the first did.
 */
export async function act<T>(
  { id }: Act,
  work: (trx: Trx, say: Say, incident: Incident) => Promise<T | Refused>,
  { outbox }: IncidentParts,
): Promise<T | Refused> {
  return outbox.commit(async (trx, say) => {
    const incident = await findIncident(trx, id);
    return incident ? work(trx, say, incident) : { problem: 'There is no such incident.' };
  }, INCIDENT_LOCK);
}

/** The same, while it is open. */
export async function actWhileOpen<T>(
  asked: Act,
  work: (trx: Trx, say: Say, incident: Incident) => Promise<T | Refused>,
  parts: IncidentParts,
): Promise<T | Refused> {
  return act(
    asked,
    async (trx, say, incident) =>
      incident.state === 'open'
        ? work(trx, say, incident)
        : { problem: `${incident.name} is resolved. Reopen it first, if it goes on.` },
    parts,
  );
}
