import type { WebClient } from '@slack/web-api';
import { isUserId } from '../config/names.ts';
import { keptStandings } from '../duty/schedule/kept-standings.ts';
import { type Done, type Errand, type Handler, NotYet } from '../errands/errand.ts';
import type { Say } from '../outbox/say.ts';
import { saying } from '../slack/said.ts';
import { escaped } from '../slack/text.ts';
import type { Trx } from '../store/tables.ts';
import { incidentCard } from './card-blocks.ts';
import type { Incident } from './incident.ts';
import { findByRoom, findIncident, updateIncident } from './incident-store.ts';
import { openPages } from './paging/page-store.ts';
import type { IncidentParts } from './parts.ts';
import { callIn, PIN_CARD, sayInRoom } from './room.ts';
import { settleIn } from './room-beginning.ts';
import { makeChannel } from './room-channel.ts';
import { roomName } from './rules/room-name.ts';
import { showIncident, viewOf } from './show.ts';

/** What rooms are made with: `client` calls Slack. */
export type RoomParts = IncidentParts & { client: WebClient };

/** How soon another channel is made where that of another incident was found. */
const SOON_MS = 200;

type Asked = { incident: number; title: string };

/** Makes the channel of an incident, puts its card there, and calls everybody in. */
export function makingRoom(parts: RoomParts): Handler {
  return {
    async run({ payload, since, attempts: failed }, signal) {
      const { incident: id, title } = payload as Asked;
      const incident = await findIncident(parts.db, id);
      if (incident === null || incident.room !== null) return async () => {};
      const naming = { title, at: incident.openedAt, zone: parts.config.timezone };
      const nameFor = (taken: number) => roomName({ ...naming, taken });
      const room = await makeChannel({ nameFor, since, failed }, parts, signal);
      return (trx, say) => moveIn(trx, say, { id, room }, parts);
    },
    refused: (errand, problem) => stayInWar(errand, problem, parts),
  };
}

async function moveIn(trx: Trx, say: Say, { id, room }: { id: number; room: string }, parts: RoomParts): Promise<void> {
  // Of two that were opened at once under one title, one may take the channel of the other for its own.
  if ((await findByRoom(trx, room)) !== null) throw new NotYet('that channel is of another incident', SOON_MS);
  const found = (await findIncident(trx, id)) as Incident;
  const content = incidentCard({ ...found, room }, await viewOf(trx, found, parts));
  const cardId = say.post({ lane: 'page', channel: room, content });
  const incident = await updateIncident(trx, id, { room, card_id: cardId });
  await showIncident(trx, say, incident, parts);
  callIn(say, incident, await comingTo(trx, incident, parts));
  // In a line of its own: nobody has to wait for it.
  say.errand({ kind: PIN_CARD, line: `pin ${incident.name}`, payload: { incident: id } });
  await settleIn(trx, say, incident, parts);
}

/** Who is to come: whoever has a role, is on duty, was paged, or opened it. */
async function comingTo(trx: Trx, { id, roles, openedBy }: Incident, { clock, config }: RoomParts): Promise<string[]> {
  const { ic, oncall } = await keptStandings(trx, clock.now(), config.timezone);
  const paged = (await openPages(trx, id)).flatMap(({ users }) => users);
  const users = [...Object.values(roles), ic.now?.member, oncall.now?.member, openedBy, ...paged];
  return [...new Set(users.filter((user) => user != null && isUserId(user)))] as string[];
}

/** Where no channel can be made all is talked over in the thread of the message in #war. */
const stayInWar =
  ({ payload }: Errand, problem: string, parts: RoomParts): Done =>
  async (trx, say) => {
    const room = parts.config.channels.war;
    const incident = await updateIncident(trx, (payload as Asked).incident, { room });
    const text = `:warning: No channel could be made for ${incident.name} (${escaped(problem)}). It is talked over here.`;
    sayInRoom(say, incident, saying(text));
    await showIncident(trx, say, incident, parts);
    await settleIn(trx, say, incident, parts);
  };
