import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import { spoken } from '../../slack/spoken.ts';
import type { Trx } from '../../store/tables.ts';
import { changeIncident } from '../change.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import { callIn, sayInRoom } from '../room.ts';
import { contactsOf } from './contacts-of.ts';
import { directMessage, isEscalated, nobodyText, roomMessage } from './page-blocks.ts';
import { insertPage, type NewPage, type Page, updatePage } from './page-store.ts';
import { isContact, isNobody, pagedWords, unpagedKey } from './page-words.ts';

/** A page to be sent now. */
export type Order = Pick<NewPage, 'whom' | 'users' | 'by' | 'root' | 'round'> & {
  /** Who it passed and why, as plain text; empty when it passed nobody. */
  skipped: string;
  /** Incident Manager pages people for it by itself, as its response plan says. */
  isOfPlan?: boolean;
};

/**
 * Pages people: a direct message to each, a line in the room that mentions them, and one on the timeline; their contacts
 * in Incident Manager, or the one that it is for, are engaged as well. When there is nobody, everybody who could help is
 * told. After `escalate_after` it goes on to the next.
 */
export async function sendPage(
  trx: Trx,
  say: Say,
  { incident, order: { skipped, isOfPlan = false, ...order } }: { incident: Incident; order: Order },
  parts: IncidentParts,
): Promise<Page> {
  const { config, clock } = parts;
  const at = clock.now();
  const escalateAt = new Date(at.getTime() + config.incidents.escalate_after);
  const page = await insertPage(trx, { ...order, incident: incident.id, at, escalateAt });
  const view = { page, incident, config };
  if (skipped !== '') sayInRoom(say, incident, saying(spoken(skipped)));
  const sent = page.users.map((user) => {
    return [user, say.post({ lane: 'page', channel: user, content: directMessage(view) })] as const;
  });
  callIn(say, incident, page.users);
  const inRoom = sayInRoom(say, incident, roomMessage(view), 'page');
  const kept = await updatePage(trx, page.id, { messages: Object.fromEntries(sent), roomMessage: inRoom });
  const contacts = isOfPlan ? [] : isContact(page) ? [page.whom] : contactsOf(page.users, config);
  await parts.backend.paged(trx, say, { incident, page: page.id, contacts });
  if (isNobody(page)) {
    const content = saying(nobodyText(view));
    for (const channel of [config.channels.war, ...config.admins]) say.post({ lane: 'page', channel, content });
  }
  const event = { at, kind: 'page' as const };
  const passed = { ...event, by: null, text: skipped, key: unpagedKey(page) };
  const events = [...(skipped === '' ? [] : [passed]), { ...event, by: page.by, text: timelineText(page) }];
  await changeIncident(trx, say, { incident, change: { events } }, parts);
  return kept;
}

function timelineText(page: Page): string {
  if (isNobody(page)) return 'found nobody to page';
  return `paged ${pagedWords(page)}${isEscalated(page) ? ', for nobody had acknowledged' : ''}`;
}
