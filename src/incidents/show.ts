import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import { type CardView, incidentCard, topicOf } from './card-blocks.ts';
import type { Incident } from './incident.ts';
import { itemsOf } from './items.ts';
import type { IncidentParts } from './parts.ts';
import { summaryBlocks } from './shown-summary.ts';
import { cardInWar, warMessage } from './war-blocks.ts';

/** How our part of a room's topic begins. */
const TOPIC_STARTS = 'INC-';

/** Lets everything that shows an incident show it as it is now: its messages, and the topic of its channel. */
export async function showIncident(trx: Trx, say: Say, incident: Incident, parts: IncidentParts): Promise<void> {
  const { war } = parts.config.channels;
  const view = await viewOf(trx, incident, parts);
  say.rewrite(incident.warId, war, inWar(incident, view));
  if (incident.room === null || incident.cardId === null || incident.archivedAt !== null) return;
  say.rewrite(incident.cardId, incident.room, incidentCard(incident, view));
  showTopic(say, incident);
}

/** Lets the topic of an incident's channel tell where it stands. */
export function showTopic(say: Say, incident: Incident): void {
  if (incident.room !== null) say.setTopic(incident.room, { own: [topicOf(incident)], starts: TOPIC_STARTS });
}

/** Where all is talked over in #war, its message there has what else the card would. */
export const inWar = (incident: Incident, view: CardView) =>
  incident.room !== null && incident.cardId === null ? cardInWar(incident, view) : warMessage(incident, view);

/** What an incident's messages show besides it. */
export async function viewOf(trx: Trx, { id, summary }: Incident, { config }: IncidentParts): Promise<CardView> {
  const { timezone: zone, incidents } = config;
  return {
    zone,
    summary: await summaryBlocks(summary),
    items: await itemsOf(trx, id),
    callUrl: incidents.call_url,
  };
}
