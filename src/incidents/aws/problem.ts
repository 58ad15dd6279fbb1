import { isUserId } from '../../config/names.ts';
import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import { escaped } from '../../slack/text.ts';
import type { Trx } from '../../store/tables.ts';
import { changeIncident } from '../change.ts';
import type { Incident } from '../incident.ts';
import { findIncident } from '../incident-store.ts';
import type { IncidentParts } from '../parts.ts';

/** What AWS lacks of an incident, by its id, and why: `Incident Manager does not have INC-7`, and a sentence without its full stop. */
export type Lack = { incident: number; lacks: string; reason: string };

/**
 * Keeps and shows that AWS lacks something, a line for each reason; the room and whoever opened the incident are told,
 * once for each, whatever else is lacking for the same reason.
 */
export async function keepLack(
  trx: Trx,
  say: Say,
  { incident: id, lacks, reason }: Lack,
  parts: IncidentParts,
): Promise<void> {
  const incident = await findIncident(trx, id);
  if (incident === null) return;
  const known = problemsOf(incident);
  if (known.some((each) => each.endsWith(`: ${reason}.`))) return;
  const problem = `${lacks}: ${reason}.`;
  const room = saying(`:warning: ${escaped(problem)}`);
  const change = { set: { aws_problem: [...known, problem].join('\n') }, room, isFromAws: true };
  await changeIncident(trx, say, { incident, change }, parts);
  tellOpener(say, incident, `:warning: *${incident.name} ${escaped(incident.title)}*: ${escaped(problem)}`);
}

/** AWS has now what it lacked, whatever the reason was; when nothing else is lacking, those who were told are told. */
export async function clearLack(
  trx: Trx,
  say: Say,
  { incident: id, lacks }: Omit<Lack, 'reason'>,
  parts: IncidentParts,
): Promise<void> {
  const incident = await findIncident(trx, id);
  if (incident === null) return;
  const known = problemsOf(incident);
  const left = known.filter((each) => !each.startsWith(`${lacks}: `));
  if (left.length === known.length) return;
  const told = `:white_check_mark: ${incident.name}: AWS has now what it lacked.`;
  const isOver = left.length === 0;
  const set = { aws_problem: isOver ? null : left.join('\n') };
  const change = { set, isFromAws: true, ...(isOver && { room: saying(told) }) };
  await changeIncident(trx, say, { incident, change }, parts);
  if (isOver) tellOpener(say, incident, told);
}

/** A sentence each. */
const problemsOf = ({ awsProblem }: Incident): string[] => awsProblem?.split('\n') ?? [];

function tellOpener(say: Say, { openedBy }: Incident, text: string): void {
  if (openedBy === null || !isUserId(openedBy)) return;
  say.post({ lane: 'alert', channel: openedBy, content: saying(text) });
}
