import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import { escaped } from '../../slack/text.ts';
import type { Trx } from '../../store/tables.ts';
import { changeIncident } from '../change.ts';
import { type Incident, ownRoom } from '../incident.ts';
import { findIncident } from '../incident-store.ts';
import type { IncidentParts } from '../parts.ts';

/**
 * Tells that AWS counts an incident as another one of ours, whose record it has: nothing more of it is told there. Both
 * rooms know of each other from then on; doing it again changes nothing.
 */
export async function countAs(
  trx: Trx,
  say: Say,
  { id, owner }: { id: number; owner: Incident },
  parts: IncidentParts,
): Promise<void> {
  const incident = (await findIncident(trx, id)) as Incident;
  const problem = `Incident Manager counts ${incident.name} as ${owner.name}, which is open and has its record: lead them as one, and resolve this one here.`;
  if (incident.awsProblem === problem) return;
  const at = parts.clock.now();
  const line = (text: string) => [{ at, by: null, kind: 'aws' as const, text }];
  const room = ownRoom(owner);
  const where = room === null ? '' : ` Its room: <#${room}>.`;
  const change = {
    ...{ set: { aws_problem: problem }, events: line(`AWS counts it as ${owner.name}`), isFromAws: true },
    room: saying(`:information_source: ${problem}${where}`),
    tell: { text: `:information_source: ${problem}${where}`, by: null },
  };
  await changeIncident(trx, say, { incident, change }, parts);
  const also = `${incident.name} was opened too, and AWS counts it as this one: ${incident.title}`;
  const told = saying(`:information_source: ${escaped(also)}.`);
  await changeIncident(
    trx,
    say,
    { incident: owner, change: { events: line(also), room: told, isFromAws: true } },
    parts,
  );
}
