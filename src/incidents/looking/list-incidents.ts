import { TZDate } from '@date-fns/tz';
import type { Db } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import { findIncident, listIncidents } from '../incident-store.ts';
import { itemsOf, type RelatedItem } from '../items.ts';
import type { Impact } from '../rules/impact.ts';
import { timelineOf } from '../timeline.ts';
import { placesOf } from './places.ts';

/**
 * An incident as scripts see it: `watchbill incidents --json`. Times are ISO 8601 with the offset of the configured zone,
 * people Slack user ids. `channel` is null until it has one, `relatedItems` begin with the address in Slack.
 */
export type ListedIncident = {
  id: string;
  backend: string;
  arn: string | null;
  title: string;
  impact: Impact;
  state: string;
  commander: string | null;
  openedBy: string | null;
  openedAt: string;
  resolvedAt: string | null;
  channel: string | null;
  relatedItems: RelatedItem[];
};

/** A line of an incident's timeline as scripts see it; `by` is null for what Watchbill or AWS did. */
export type ListedEvent = { at: string; by: string | null; kind: string; text: string };

/** The same with its timeline: `watchbill incidents INC-7 --json`. */
export type DetailedIncident = ListedIncident & { timeline: ListedEvent[] };

/** All incidents, or those that are open, the newest first. */
export async function listedIncidents(
  db: Db,
  { open, zone }: { open: boolean; zone: string },
): Promise<ListedIncident[]> {
  return described(db, await listIncidents(db, { open }), zone);
}

/** One incident with its timeline; null when there is none of that id. */
export async function detailedIncident(
  db: Db,
  { id, zone }: { id: number; zone: string },
): Promise<DetailedIncident | null> {
  const found = await findIncident(db, id);
  const [listed] = await described(db, found === null ? [] : [found], zone);
  return listed ? { ...listed, timeline: await describedTimeline(db, id, zone) } : null;
}

/** Incidents as scripts see them, in the same order. */
export async function described(db: Db, incidents: readonly Incident[], zone: string): Promise<ListedIncident[]> {
  const place = await placesOf(db, incidents);
  const listed: ListedIncident[] = [];
  for (const incident of incidents) {
    const { id, name, backend, arn, title, impact, state, roles, openedBy, openedAt, resolvedAt } = incident;
    const { channel, url } = place(incident);
    listed.push({
      ...{ id: name, backend, arn, title, impact, state, commander: roles.ic, openedBy },
      openedAt: timeIn(openedAt, zone),
      resolvedAt: resolvedAt && timeIn(resolvedAt, zone),
      channel,
      relatedItems: [...(url === null ? [] : [{ title: 'Slack room', url }]), ...(await itemsOf(db, id))],
    });
  }
  return listed;
}

/** An incident's timeline as scripts see it, in order. */
export async function describedTimeline(db: Db, incident: number, zone: string): Promise<ListedEvent[]> {
  const events = await timelineOf(db, incident);
  return events.map(({ at, by, kind, text }) => ({ at: timeIn(at, zone), by, kind, text }));
}

const timeIn = (at: Date, zone: string): string => new TZDate(at, zone).toISOString();
