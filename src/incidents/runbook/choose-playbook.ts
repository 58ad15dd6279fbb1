import type { Refused } from '../../slack/refused.ts';
import { saying } from '../../slack/said.ts';
import { escaped, mention, oneLine } from '../../slack/text.ts';
import { type Act, actWhileOpen } from '../acting.ts';
import { changeIncident } from '../change.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import { beginRunbook } from './begin.ts';
import { showRunbook } from './show.ts';
import { stepsIn } from './step-store.ts';

/** Gives an incident without steps a playbook, by its file: its steps become the runbook. */
export async function choosePlaybook(
  { file, ...asked }: Act & { file: string },
  parts: IncidentParts,
): Promise<Incident | Refused> {
  const { library, clock } = parts;
  const playbook = library.find(file);
  if (playbook === null) return { problem: 'That playbook is not there any more.' };
  return actWhileOpen(
    asked,
    async (trx, say, incident) => {
      const { id, name } = incident;
      if ((await stepsIn(trx, id)).length > 0) return { problem: `${name} has the steps of a playbook already.` };
      await beginRunbook(trx, { id, playbook: file }, parts);
      const { by } = asked;
      const url = library.url(file);
      const title = oneLine(playbook.title);
      const told = `${mention(by)} chose the playbook *${escaped(title)}*.`;
      const change = {
        set: { playbook: file },
        events: [{ at: clock.now(), by, kind: 'edited' as const, text: `chose the playbook ${title}` }],
        added: url === null ? [] : [{ title: 'Playbook', url }],
        room: saying(`📖 ${told}`),
        tell: { text: `📖 ${name}: ${told}`, by },
      };
      const changed = await changeIncident(trx, say, { incident, change }, parts);
      await showRunbook(trx, say, changed, parts);
      return changed;
    },
    parts,
  );
}
