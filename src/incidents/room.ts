import type { Lane } from '../outbox/intent.ts';
import type { Content, Say } from '../outbox/say.ts';
import type { Incident } from './incident.ts';

/** Errands for the channel of an incident; the payload of each names the incident by its id. */
export const MAKE_ROOM = 'room.make';
export const PIN_CARD = 'room.pin';
/** Its payload has `users` too. */
export const INVITE = 'room.invite';
export const ARCHIVE_ROOM = 'room.archive';

/** What is done for one room happens in order. */
export const roomLine = ({ name }: Pick<Incident, 'name'>): string => `room ${name}`;

/** Has a channel made, which is named after the title as it is now, however often that is tried and whatever it becomes. */
export function askForRoom(say: Say, incident: Pick<Incident, 'id' | 'name' | 'title'>): void {
  const { id, title } = incident;
  say.errand({ kind: MAKE_ROOM, line: roomLine(incident), payload: { incident: id, title } });
}

/** Has people join the channel of an incident, if it has one of its own. Who is called before it is there joins with it. */
export function callIn(say: Say, incident: Incident, users: readonly string[]): void {
  if (incident.cardId === null || users.length === 0) return;
  say.errand({ kind: INVITE, line: roomLine(incident), payload: { incident: incident.id, users } });
}

/**
 * Says something where an incident is talked about: in its channel, or in the thread of its message in #war.
 * @returns the message's id; null while there is no room, and in an archived one.
 */
export function sayInRoom(say: Say, incident: Incident, content: Content, lane: Lane = 'alert'): string | null {
  const { room, cardId, warId, archivedAt } = incident;
  // What happens before there is a room is told in it as soon as there is one.
  if (room === null || archivedAt !== null) return null;
  return cardId === null
    ? say.post({ lane, channel: room, threadOf: warId, content })
    : say.post({ lane, channel: room, content });
}
