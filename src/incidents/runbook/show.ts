import type { Say } from '../../outbox/say.ts';
import type { Trx } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import { sayInRoom } from '../room.ts';
import { timelineOf } from '../timeline.ts';
import { mitigated } from './mitigated.ts';
import { runbookMessage } from './runbook-blocks.ts';
import { type RunbookPart, runbookParts } from './runbook-parts.ts';
import { keepRunbookMessages, runbookMessages, stepsIn } from './step-store.ts';

/** Posts an incident's runbook into its room, or shows it there as it is now. Without a room there is nothing to do yet. */
export async function showRunbook(trx: Trx, say: Say, incident: Incident, parts: IncidentParts): Promise<void> {
  await showWhere(trx, say, { incident, isStale: () => true }, parts);
}

/** Shows a section of an incident's runbook as it is now, and leaves the messages of the others alone. */
export async function showSection(
  trx: Trx,
  say: Say,
  { incident, section }: { incident: Incident; section: RunbookPart['section'] },
  parts: IncidentParts,
): Promise<void> {
  const isStale = (part: RunbookPart) => part.section === section || part.section === null;
  await showWhere(trx, say, { incident, isStale }, parts);
}

async function showWhere(
  trx: Trx,
  say: Say,
  { incident, isStale }: { incident: Incident; isStale(part: RunbookPart): boolean },
  { config: { timezone: zone } }: IncidentParts,
): Promise<void> {
  const { id, room, archivedAt } = incident;
  if (room === null || archivedAt !== null) return;
  const view = { incident, zone, mitigation: mitigated(await timelineOf(trx, id)) };
  const known = await runbookMessages(trx, id);
  const shown = runbookParts(await stepsIn(trx, id)).map((part, index) => {
    const message = known[index];
    if (message === undefined) return sayInRoom(say, incident, runbookMessage(part, view)) as string;
    if (isStale(part)) say.rewrite(message, room, runbookMessage(part, view));
    return message;
  });
  if (shown.length > known.length) await keepRunbookMessages(trx, id, shown);
}
