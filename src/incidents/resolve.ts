import type { Refused } from '../slack/refused.ts';
import { saying } from '../slack/said.ts';
import { plainly, spoken } from '../slack/spoken.ts';
import { mention } from '../slack/text.ts';
import { type Act, act, actWhileOpen } from './acting.ts';
import { giveAnotherRoom } from './another-room.ts';
import { changeIncident } from './change.ts';
import { fixAlerts } from './ending/fix-alerts.ts';
import type { Incident } from './incident.ts';
import { endPages } from './paging/end-pages.ts';
import type { IncidentParts } from './parts.ts';
import { callIn } from './room.ts';
import { showRunbook } from './runbook/show.ts';

/** How an incident ends: with what fixed it, and perhaps with its alerts. */
export type Resolved = Act & { text: string; fixesAlerts?: boolean };

/** Resolves an incident with what fixed it, and tells the room, #war and those who follow it. */
export async function resolve(
  { text, fixesAlerts = false, ...asked }: Resolved,
  parts: IncidentParts,
): Promise<Incident | Refused> {
  const resolution = plainly(text).trim();
  return actWhileOpen(
    asked,
    async (trx, say, incident) => {
      const now = parts.clock.now();
      const { by } = asked;
      const fixed = resolution === '' ? '' : ` What fixed it: ${spoken(resolution)}`;
      const told = `✅ ${incident.name} is resolved, says ${mention(by)}.${fixed}`;
      const change = {
        set: {
          ...{ state: 'resolved', resolved_by: by, resolved_at: now.toISOString() },
          resolution: resolution === '' ? null : resolution,
        },
        events: [{ at: now, by, kind: 'resolved' as const, text: `resolved it: ${resolution || 'nothing said'}` }],
        room: saying(told),
        tell: { text: told, by },
      };
      await endPages(trx, say, incident, parts);
      if (fixesAlerts) await fixAlerts(trx, say, { incident, by }, parts);
      return changeIncident(trx, say, { incident, change }, parts);
    },
    parts,
  );
}

/** Opens an incident again: it was not over. */
export async function reopen(asked: Act, parts: IncidentParts): Promise<Incident | Refused> {
  return act(
    asked,
    async (trx, say, incident) => {
      if (incident.state === 'open') return { problem: `${incident.name} is open.` };
      const now = parts.clock.now().toISOString();
      const told = `:rotating_light: ${incident.name} is open again, says ${mention(asked.by)}.`;
      const change = {
        set: {
          ...{ state: 'open', resolved_by: null, resolved_at: null, resolution: null },
          // What was due long ago is not due the moment that it goes on.
          ...{ ic_since: now, relief_at: null, reminded_at: now },
        },
        events: [{ at: new Date(now), by: asked.by, kind: 'reopened' as const, text: 'opened it again' }],
        room: saying(told),
        tell: { text: told, by: asked.by },
      };
      const housed = await giveAnotherRoom(trx, say, incident);
      const changed = await changeIncident(trx, say, { incident: housed, change }, parts);
      callIn(say, changed, [changed.roles.ic ?? asked.by]);
      await showRunbook(trx, say, changed, parts);
      return changed;
    },
    parts,
  );
}
