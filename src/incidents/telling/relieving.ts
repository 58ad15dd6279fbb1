import { isUserId } from '../../config/names.ts';
import { aroundToday } from '../../duty/schedule/schedule.ts';
import { standings } from '../../duty/standing.ts';
import type { Say } from '../../outbox/say.ts';
import type { Trx } from '../../store/tables.ts';
import { type IncidentRow, toIncident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import { sayInRoom } from '../room.ts';
import { nextFree } from '../rules/relief.ts';
import { heldRoles } from '../rules/role-lines.ts';
import { insertEvents, type TimelineEvent, timelineOf } from '../timeline.ts';
import { membersNow } from './members-now.ts';
import { type Asking, proposalInRoom, proposalToLeading, proposalToNext } from './relief-blocks.ts';

/** Who could relieve a commander now: the rotation, and those of it who cannot come or have on-call. */
export type Reserve = { members: readonly string[]; away: readonly string[]; busy: readonly string[] };

/** Reads the reserve, before any transaction: a schedule that is not planned yet is planned by it. */
export async function reserveNow(parts: IncidentParts): Promise<Reserve> {
  const now = parts.clock.now();
  const { oncall } = standings(await parts.schedule.shifts(aroundToday(now, parts.config.timezone)), now);
  return { ...(await membersNow('ic', parts)), busy: oncall.now?.member ? [oncall.now.member] : [] };
}

/** Proposes who relieves an incident's commander: to the room and to both, but nobody who was asked already. */
export async function propose(
  trx: Trx,
  say: Say,
  { row, asking, reserve }: { row: IncidentRow; asking: Asking; reserve: Reserve },
  { clock, backend }: IncidentParts,
): Promise<void> {
  const incident = toIncident(row);
  const { roles, icSince } = incident;
  if (roles.ic === null || icSince === null) return;
  const now = clock.now();
  const led = ledTimes(await timelineOf(trx, row.id), now);
  const away = [...reserve.away, ...asking.asked];
  const next = nextFree({ ...reserve, away, leading: roles.ic, led });
  const asked = next === null ? asking.asked : [...asking.asked, next];
  const ledFor = now.getTime() - icSince.getTime();
  const proposal = { incident, leading: roles.ic, next, ledFor, asking: { ...asking, asked } };
  sayInRoom(say, incident, proposalInRoom(proposal));
  if (isUserId(roles.ic)) say.post({ lane: 'alert', channel: roles.ic, content: proposalToLeading(proposal) });
  if (next === null) return;
  say.post({ lane: 'page', channel: next, content: proposalToNext(proposal) });
  const text = `asked @${next} to relieve @${roles.ic} as IC`;
  const events = await insertEvents(trx, row.id, [{ at: now, by: null, kind: 'role', text }]);
  await backend.noted(trx, say, { incident, events });
}

/** How long each led an incident, in milliseconds. */
function ledTimes(timeline: readonly TimelineEvent[], now: Date): Map<string, number> {
  const led = new Map<string, number>();
  for (const { role, user, from, to } of heldRoles(timeline)) {
    if (role === 'ic') led.set(user, (led.get(user) ?? 0) + (to ?? now).getTime() - from.getTime());
  }
  return led;
}
