import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import { spoken } from '../../slack/spoken.ts';
import type { Trx } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import { sayInRoom } from '../room.ts';
import { roomMessage } from './page-blocks.ts';
import { openPages, updatePage } from './page-store.ts';
import { UNPAGED } from './page-words.ts';
import { showPage } from './show-page.ts';

/**
 * Tells a room that has just been made whom pages did not reach, and who was paged and has not acknowledged yet; those
 * who were paged learn where the room is.
 */
export async function tellPages(trx: Trx, say: Say, incident: Incident, { config }: IncidentParts): Promise<void> {
  for (const line of await unpagedLines(trx, incident.id)) sayInRoom(say, incident, saying(spoken(line)));
  for (const page of await openPages(trx, incident.id)) {
    const message = sayInRoom(say, incident, roomMessage({ page, incident, config }), 'page');
    showPage(say, { page: await updatePage(trx, page.id, { roomMessage: message }), incident, config });
  }
}

async function unpagedLines(trx: Trx, incident: number): Promise<string[]> {
  const rows = trx.selectFrom('incident_event').select('text').where('incident_id', '=', incident);
  const unpaged = rows.where('key', 'like', `${UNPAGED}%`).orderBy('id');
  return (await unpaged.execute()).map(({ text }) => text);
}
