import type { Refused } from '../../slack/refused.ts';
import { saying } from '../../slack/said.ts';
import { mention, slackTime } from '../../slack/text.ts';
import { type Act, actWhileOpen } from '../acting.ts';
import { changeIncident } from '../change.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import { timelineOf } from '../timeline.ts';
import { mitigated } from './mitigated.ts';
import { showSection } from './show.ts';

/** What changes with the word that an incident hurts nobody any more, though it is not over. */
export function mitigation({ name }: Incident, { at, by }: { at: Date; by: string }) {
  const told = `🛟 ${name} is mitigated, says ${mention(by)}.`;
  return {
    events: [{ at, by, kind: 'mitigated' as const, text: 'mitigated it' }],
    room: saying(told),
    tell: { text: told, by },
  };
}

/** Somebody says that an incident is mitigated: once, until it is opened again. */
export async function mitigate(asked: Act, parts: IncidentParts): Promise<Incident | Refused> {
  return actWhileOpen(
    asked,
    async (trx, say, incident) => {
      const before = mitigated(await timelineOf(trx, incident.id));
      if (before) {
        const since = slackTime(before.at, parts.config.timezone);
        return { problem: `${incident.name} is mitigated already, since ${since}.` };
      }
      const change = mitigation(incident, { at: parts.clock.now(), by: asked.by });
      const changed = await changeIncident(trx, say, { incident, change }, parts);
      await showSection(trx, say, { incident: changed, section: 'Mitigation' }, parts);
      return changed;
    },
    parts,
  );
}
