import { isUserId } from '../../config/names.ts';
import type { Say } from '../../outbox/say.ts';
import { button, buttons, saying } from '../../slack/said.ts';
import { escaped } from '../../slack/text.ts';
import type { Trx } from '../../store/tables.ts';
import { UPDATE } from '../card-blocks.ts';
import { type IncidentRow, toIncident } from '../incident.ts';
import { updateIncident } from '../incident-store.ts';
import { INCIDENT_LOCK } from '../open.ts';
import type { IncidentParts } from '../parts.ts';
import { sayInRoom } from '../room.ts';
import { isUpdateDue } from '../rules/deadlines.ts';
import { durationWords } from '../rules/duration-words.ts';
import { openRows } from './open-rows.ts';

/**
 * Reminds of updates that are due: whoever communicates, else who leads, by direct message; the room where there is
 * neither. Once for each span without an update, whichever of the replicas runs it.
 */
export async function remindOfUpdates({ outbox, db, clock, config }: IncidentParts): Promise<void> {
  const every = config.incidents.update_every;
  const isDue = (row: IncidentRow) => isUpdateDue({ ...clockOf(row), every, now: clock.now() });
  if (!(await openRows(db)).some(isDue)) return;
  await outbox.commit(async (trx, say) => {
    for (const row of await openRows(trx)) if (isDue(row)) await remind(trx, say, row, clock.now());
  }, INCIDENT_LOCK);
}

const clockOf = ({ update_at, opened_at, reminded_at }: IncidentRow) => ({
  lastUpdateAt: update_at === null ? null : new Date(update_at),
  openedAt: new Date(opened_at),
  remindedAt: reminded_at === null ? null : new Date(reminded_at),
});

async function remind(trx: Trx, say: Say, row: IncidentRow, now: Date): Promise<void> {
  const incident = toIncident(row);
  const { id, name, title, update, openedAt, roles } = incident;
  const silent = durationWords(now.getTime() - (update?.at ?? openedAt).getTime());
  const since =
    update === null ? `Nobody was told anything since it was opened ${silent} ago` : `The last was ${silent} ago`;
  const text = `⏰ *${name} ${escaped(title)}* is due an update. ${since}.`;
  const content = saying(text, buttons(button(UPDATE, 'Update', String(id))));
  const person = [roles.communications, roles.ic].find((user) => user !== null && isUserId(user));
  if (person) say.post({ lane: 'alert', channel: person, content });
  else sayInRoom(say, incident, content);
  await updateIncident(trx, id, { reminded_at: now.toISOString() });
}
