import { randomUUID } from 'node:crypto';
import { tieAlerts, tiedAlerts } from '../alerts/tie.ts';
import type { Config } from '../config/schema.ts';
import type { Say } from '../outbox/say.ts';
import type { Refused } from '../slack/refused.ts';
import { plainly } from '../slack/spoken.ts';
import type { Trx } from '../store/tables.ts';
import { follow } from './followers.ts';
import type { Incident, Source } from './incident.ts';
import { findAskedAs, insertIncident, updateIncident } from './incident-store.ts';
import { addItems, type RelatedItem } from './items.ts';
import { leaderNow } from './leader.ts';
import { engage } from './paging/engage.ts';
import type { IncidentParts } from './parts.ts';
import { askForRoom } from './room.ts';
import type { Impact } from './rules/impact.ts';
import { leadsText } from './rules/role-lines.ts';
import { beginRunbook } from './runbook/begin.ts';
import { showRunbook } from './runbook/show.ts';
import { inWar, viewOf } from './show.ts';
import { insertEvents, type NewEvent } from './timeline.ts';

/** An incident to be. */
export type Draft = {
  /** What asks for it (a form's id, an alert's firing): the same again opens nothing, and ties its alerts to the one it opened. */
  askedAs: string;
  title: string;
  /** Null when nobody chose it: as the plan says, else `USUAL_IMPACT`. */
  impact: Impact | null;
  summary: string;
  plan: string | null;
  deployments: readonly string[];
  source: Source;
  /** The id of the ticket that it is opened for; left out for none. */
  ticket?: number;
  by: string | null;
  /** Ids of alerts that it is about. */
  alerts: readonly number[];
  items: readonly RelatedItem[];
};

/** What AWS takes, and Slack's header has room for: https://docs.aws.amazon.com/incident-manager/latest/APIReference/API_StartIncident.html */
const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 8000;
/** The impact that nobody chose, where no plan of ours tells it. */
const USUAL_IMPACT: Impact = 2;
/** When a field was changed that nobody has chosen yet: it gives way to whatever AWS makes of it. */
export const NEVER = new Date(0);
/** A storm has hundreds of alerts, whose cards name the incident; so many of them are linked. */
const MOST_LINKED = 10;
/** The lock under which incidents change. */
export const INCIDENT_LOCK = 'incidents';

/**
 * Opens an incident: the record first, in one transaction with the word to #war, to those who are paged, and with what is
 * to be done for its room and in AWS. Each of these then happens by itself, and is retried by itself.
 */
export async function openIncident(draft: Draft, parts: IncidentParts): Promise<Incident | Refused> {
  const title = draft.title.trim();
  if (title === '') return { problem: 'An incident needs a title.' };
  if (title.length > LONGEST_TITLE) return { problem: `A title has room for ${LONGEST_TITLE} characters.` };
  if (draft.summary.length > LONGEST_SUMMARY)
    return { problem: `A summary has room for ${LONGEST_SUMMARY} characters.` };
  const leading = await leaderNow(parts);
  const prepared = { ...draft, title: plainly(title), summary: plainly(draft.summary), leading };
  return parts.outbox.commit((trx, say) => open(trx, say, prepared, parts), INCIDENT_LOCK);
}

type Prepared = Draft & { leading: string | null };

async function open(trx: Trx, say: Say, draft: Prepared, parts: IncidentParts): Promise<Incident> {
  const now = parts.clock.now();
  const before = await findAskedAs(trx, draft.askedAs);
  const kept = before ?? (await insertIncident(trx, rowOf(draft, now, parts)));
  await tieAlerts(trx, say, { alerts: draft.alerts, incident: kept.name, now }, parts.cards);
  if (before) return before;
  const playbook = await playbookOf(trx, kept, parts);
  const items = await itemsFor(trx, kept, { draft, playbook, parts });
  const { ticket } = draft;
  const more = ticket === undefined ? [] : await parts.watch.opened(trx, say, { incident: kept, ticket });
  await addItems(trx, kept.id, [...items, ...more]);
  if (draft.by !== null) await follow(trx, kept.id, draft.by);
  const incident = await announce(trx, say, { ...kept, playbook }, parts);
  await beginRunbook(trx, incident, parts);
  await showRunbook(trx, say, incident, parts);
  const lines = await insertEvents(trx, incident.id, firstLines(draft, now));
  await parts.backend.opened(trx, say, incident);
  await parts.backend.noted(trx, say, { incident, events: lines });
  await engage(trx, say, incident, parts);
  return incident;
}

function rowOf(draft: Prepared, now: Date, { backend, config }: IncidentParts) {
  const at = now.toISOString();
  const { title, summary, plan, source, by, leading, askedAs } = draft;
  const local = localPlan(plan, config);
  const impact = draft.impact ?? (local?.impact as Impact | undefined) ?? null;
  const room = local?.room ?? config.incidents.room;
  return {
    ...{ backend: backend.name, token: randomUUID(), asked_as: askedAs, arn: null },
    ...{ title, title_at: at, summary, summary_at: at, state: 'open', state_at: at },
    ...{ impact: impact ?? USUAL_IMPACT, impact_at: impact === null ? NEVER.toISOString() : at },
    ...{ plan, playbook: null, deployments: JSON.stringify(draft.deployments), source },
    ...{ opened_by: by, opened_at: at, resolved_by: null, resolved_at: null, resolution: null },
    ...{ ic: leading, ic_since: leading === null ? null : at, scribe: null, communications: null },
    // Where all is talked over in #war there is nothing to be made first.
    ...{ room: room === 'war' ? config.channels.war : null, archived_at: null },
    ...{ card_id: null, war_id: '', update_text: null, update_at: null, reminded_at: null, relief_at: null },
    ...{ aws_seen: null, aws_problem: null, statuspage_id: null },
  };
}

/** The plan of that name, when it is one of ours; those of Incident Manager are named by their ARN. */
function localPlan(name: string | null, { incidents }: Config) {
  const plan = name === null ? undefined : incidents.response_plans[name];
  return typeof plan === 'object' ? plan : undefined;
}

/** The plan's playbook, else that of the first alert which has one. */
async function playbookOf(trx: Trx, { plan, name }: Incident, { config }: IncidentParts): Promise<string | null> {
  const chosen = localPlan(plan, config)?.playbook ?? null;
  if (chosen !== null) return chosen;
  return (await tiedAlerts(trx, name)).find(({ alert }) => alert.playbook !== null)?.alert.playbook ?? null;
}

async function itemsFor(
  trx: Trx,
  { name }: Incident,
  { draft, playbook, parts }: { draft: Draft; playbook: string | null; parts: IncidentParts },
): Promise<RelatedItem[]> {
  const tied = await tiedAlerts(trx, name);
  const page = playbook === null ? null : parts.library.url(playbook);
  return [
    ...draft.items,
    ...tied
      .slice(0, MOST_LINKED)
      .flatMap(({ alert, url }) => [
        ...(url === null ? [] : [{ title: `Alert: ${alert.event.alarm}`, url }]),
        ...(alert.event.url === null ? [] : [{ title: `Alarm: ${alert.event.alarm}`, url: alert.event.url }]),
      ]),
    ...(page === null ? [] : [{ title: 'Playbook', url: page }]),
  ];
}

/** Tells #war, and has a room made where incidents have one each. */
async function announce(trx: Trx, say: Say, incident: Incident, parts: IncidentParts): Promise<Incident> {
  const content = inWar(incident, await viewOf(trx, incident, parts));
  const warId = say.post({ lane: 'page', channel: parts.config.channels.war, content });
  if (incident.room === null) askForRoom(say, incident);
  return updateIncident(trx, incident.id, { war_id: warId, playbook: incident.playbook });
}

function firstLines({ by, leading, title }: Prepared, at: Date): NewEvent[] {
  const opened: NewEvent = { at, by, kind: 'opened', text: `opened it: ${title}` };
  const led: NewEvent = { at, by: leading, kind: 'role', text: leadsText };
  return leading === null ? [opened] : [opened, led];
}
