import type { Alert } from '../../alerts/alert.ts';
import { alertsShownIn, subjectOf } from '../../alerts/find.ts';
import { clip } from '../../clip.ts';
import type { Config } from '../../config/schema.ts';
import { messageActedOn, type Place } from '../../outbox/find-message.ts';
import { MOST_TYPED } from '../../slack/forms.ts';
import { knownTeamUrl } from '../../slack/identity.ts';
import { namingNobody } from '../../slack/outside.ts';
import { permalink } from '../../slack/permalink.ts';
import { plainText } from '../../slack/plain-text.ts';
import { oneLine } from '../../slack/text.ts';
import { alertTitle, stormTitle } from '../alert-title.ts';
import type { Origin, Typed } from './open-form.ts';
import type { IncidentSlackParts } from './parts.ts';

/** A message as somebody points at it; `text` is as Slack sends it, `bot` whether no person wrote it. */
export type Pointed = { channelId: string; ts: string; threadTs: string | null; text: string; bot: boolean };

/**
 * What somebody opens an incident with; `alertAt` is where an alert's or a storm's message stands, `ticket` the id of a
 * ticket of support, with what it says.
 */
export type Asked =
  | { title: string }
  | { alertAt: { channelId: string; ts: string } }
  | { message: Pointed }
  | { ticket: number; typed: Partial<Typed> };

/** What a form begins with. */
export type Beginning = { origin: Origin; typed: Typed };

type BeginningParts = Pick<IncidentSlackParts, 'db' | 'config' | 'afterSending'>;

const MOST_TITLE = 200;

/** What the form begins with: filled in from what is known. A message that shows alerts stands for them. */
export async function beginningOf(asked: Asked, parts: BeginningParts): Promise<Beginning> {
  const { origin, typed } = await foundFor(asked, parts);
  return {
    origin: { alertsIn: null, link: null, shown: null, ticket: null, ...origin },
    typed: { title: '', impact: null, summary: '', plan: onlyPlan(parts.config), deployments: [], ...typed },
  };
}

type Found = { origin: Partial<Origin> & Pick<Origin, 'source'>; typed: Partial<Typed> };

async function foundFor(asked: Asked, parts: BeginningParts): Promise<Found> {
  if ('title' in asked) return { origin: { source: 'form' }, typed: { title: asked.title } };
  if ('ticket' in asked) return { origin: { source: 'ticket', ticket: asked.ticket }, typed: asked.typed };
  if ('alertAt' in asked) return (await fromAlerts(asked.alertAt, parts)) ?? { origin: { source: 'form' }, typed: {} };
  return (await fromAlerts(asked.message, parts)) ?? fromMessage(asked.message, parts);
}

/** In AWS every incident is started with a response plan; among ours one may do without. */
function onlyPlan({ incidents }: Config): string | null {
  const [only, second] = Object.keys(incidents.response_plans);
  return only !== undefined && second === undefined && incidents.backend === 'incident-manager' ? only : null;
}

async function fromAlerts(place: Place, parts: BeginningParts): Promise<Found | null> {
  const { db, config } = parts;
  const messageId = await messageActedOn(place, parts);
  const alerts = messageId === null ? [] : await alertsShownIn(db, messageId);
  const [first] = alerts;
  if (messageId === null || first === undefined) return null;
  const isStorm = (await subjectOf(db, messageId))?.kind === 'storm';
  const title = isStorm ? stormTitle(alerts.map(({ event }) => event.alarm)) : alertTitle(first.event);
  return { origin: { source: 'alert', alertsIn: messageId }, typed: { title, ...planFor(alerts, config) } };
}

/** The response plan that has a playbook of the alerts, where there is one such plan. */
function planFor(alerts: readonly Alert[], { incidents }: Config): Pick<Partial<Typed>, 'plan'> {
  const playbooks = alerts.map(({ playbook }) => playbook);
  const plans = Object.entries(incidents.response_plans).flatMap(([name, plan]) =>
    typeof plan === 'object' && plan.playbook !== null && playbooks.includes(plan.playbook) ? [name] : [],
  );
  const [only, second] = plans;
  return only !== undefined && second === undefined ? { plan: only } : {};
}

async function fromMessage(message: Pointed, { db }: BeginningParts): Promise<Found> {
  const { channelId, ts, threadTs, text, bot } = message;
  const words = bot ? namingNobody(plainText(text)) : plainText(text);
  const [title = ''] = words.trim().split('\n');
  const url = permalink(await knownTeamUrl(db), channelId, ts);
  const inThread = threadTs === null || threadTs === ts ? '' : `?thread_ts=${threadTs}&cid=${channelId}`;
  return {
    origin: { source: 'message', link: url && `${url}${inThread}` },
    typed: { title: clip(oneLine(title), MOST_TITLE), summary: clip(words.trim(), MOST_TYPED) },
  };
}
