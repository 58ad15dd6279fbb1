import type { Refused } from '../../slack/refused.ts';
import { type Act, act } from '../acting.ts';
import { follow, unfollow } from '../followers.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';

/** Somebody wants a direct message on each change; `isNew` is false when they had asked for it before. */
export async function followIncident(
  asked: Act,
  parts: IncidentParts,
): Promise<{ incident: Incident; isNew: boolean } | Refused> {
  return act(
    asked,
    async (trx, _say, incident) => ({ incident, isNew: await follow(trx, incident.id, asked.by) }),
    parts,
  );
}

/** Somebody wants no more of them. */
export async function unfollowIncident(asked: Act, parts: IncidentParts): Promise<Incident | Refused> {
  return act(
    asked,
    async (trx, _say, incident) => {
      await unfollow(trx, incident.id, asked.by);
      return incident;
    },
    parts,
  );
}
