import type { Trx } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import { stepsOf } from '../rules/steps.ts';
import { insertSteps } from './step-store.ts';

/** Keeps the steps of an incident's playbook as its runbook; none when it has no playbook, or one that is not there. */
export async function beginRunbook(
  trx: Trx,
  { id, playbook }: Pick<Incident, 'id' | 'playbook'>,
  { library }: IncidentParts,
): Promise<void> {
  const found = playbook === null ? null : library.find(playbook);
  if (found) await insertSteps(trx, id, await stepsOf(found.sections));
}
