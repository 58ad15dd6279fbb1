import { clip } from '../../clip.ts';
import { plainText } from '../../slack/plain-text.ts';
import type { Refused } from '../../slack/refused.ts';
import { oneLine } from '../../slack/text.ts';
import type { Trx } from '../../store/tables.ts';
import { type Act, act } from '../acting.ts';
import { changeIncident } from '../change.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import { type NewEvent, timelineOf } from '../timeline.ts';
import { mitigation } from './mitigate.ts';
import { mitigated } from './mitigated.ts';
import { showSection } from './show.ts';
import { type KeptStep, setDone, stepsIn } from './step-store.ts';

/** Of a step the timeline has the first line, and of that so much. */
const LONGEST = 300;

/**
 * Ticks a step of the runbook, or has it done again, also after the incident is over. Whoever ticks one that is ticked
 * changes nothing. With the last step of Mitigation the incident is mitigated.
 */
export async function tick(
  { step, done, ...asked }: Act & { step: number; done: boolean },
  parts: IncidentParts,
): Promise<Incident | Refused> {
  const { by } = asked;
  return act(
    asked,
    async (trx, say, incident) => {
      const steps = await stepsIn(trx, incident.id);
      const found = steps.find(({ id }) => id === step);
      if (!found) return { problem: `${incident.name} has no such step.` };
      if ((found.done !== null) === done) return incident;
      const at = parts.clock.now();
      await setDone(trx, step, done ? { by, at } : null);
      const isEnd = done && isEndOfMitigation(found, steps) && !(await isMitigated(trx, incident));
      const change = { events: [tickLine(found, { at, by, done })] };
      const ended = mitigation(incident, { at, by });
      const changes = isEnd ? { ...ended, events: [...change.events, ...ended.events] } : change;
      const changed = await changeIncident(trx, say, { incident, change: changes }, parts);
      await showSection(trx, say, { incident: changed, section: found.section }, parts);
      return changed;
    },
    parts,
  );
}

const isEndOfMitigation = ({ section, ordinal }: KeptStep, steps: readonly KeptStep[]): boolean =>
  section === 'Mitigation' && !steps.some((other) => other.section === section && other.ordinal > ordinal);

const isMitigated = async (trx: Trx, { id }: Incident): Promise<boolean> =>
  mitigated(await timelineOf(trx, id)) !== null;

function tickLine(
  { section, ordinal, text }: KeptStep,
  { at, by, done }: { at: Date; by: string; done: boolean },
): NewEvent {
  const [first = ''] = plainText(text).trim().split('\n');
  const words = clip(oneLine(first), LONGEST);
  return { at, by, kind: 'step', text: `${done ? 'did' : 'took back'} ${section} ${ordinal}: ${words}` };
}
