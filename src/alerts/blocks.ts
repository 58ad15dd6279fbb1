import type { ActionsBlock, Button, KnownBlock, MrkdwnElement, PlainTextElement } from '@slack/types';
import { clip } from '../clip.ts';
import type { Content } from '../outbox/say.ts';
import { type Piece, rich, spoken } from '../slack/rich.ts';
import { escaped, link, mention, oneLine, plain, slackTime } from '../slack/text.ts';
import type { Metric } from './alarm-event.ts';
import type { Alert } from './alert.ts';
import { headline } from './headline.ts';
import { stateLine } from './state-words.ts';

/** Action ids of an alert's buttons. */
export const OPEN_PLAYBOOK = 'alert.playbook';
export const WRITE_PLAYBOOK = 'alert.write_playbook';
export const OPEN_INCIDENT = 'alert.open_incident';

/** What the card shows besides the alert. */
export type CardContext = {
  zone: string;
  /** The alarm's alert before this one. */
  previous: Alert | null;
  playbook: { title: string; url: string | null } | null;
};

/** The message of an alert: what is wrong in its first line, then what one needs at night on a phone. */
export function alertCard(alert: Alert, context: CardContext): Content {
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(headline(alert), 150) },
    { type: 'section', fields: fields(alert, context) },
    ...description(alert),
    { type: 'context', elements: history(alert, context) },
    { type: 'section', text: { type: 'mrkdwn', text: stateLine(alert, context.zone) } },
    ...incidentLine(alert.incident === null ? [] : [alert.incident]),
    buttons(context),
  ];
  return { text: escaped(headline(alert)), blocks };
}

function fields({ event, firedAt, recoveredAt, repeats }: Alert, { zone, playbook }: CardContext) {
  const since = [`*Since* ${slackTime(firedAt, zone)}`];
  if (recoveredAt) since.push(`*Recovered* ${slackTime(recoveredAt, zone)}`);
  if (repeats > 0) since.push(`*Fired again* ${repeats} ${repeats === 1 ? 'time' : 'times'}`);
  const links = [
    ...(event.url ? [link(event.url, event.source === 'cloudwatch' ? 'Alarm in CloudWatch' : 'Source')] : []),
    ...(playbook?.url ? [link(playbook.url, `Playbook: ${playbook.title}`)] : []),
  ];
  const where = [event.account, event.region].filter((part) => part !== null).join(' · ');
  const shown: (MrkdwnElement | PlainTextElement)[] = [{ type: 'mrkdwn', text: since.join('\n') }];
  if (where) shown.push(plain(`Account · Region\n${where}`, 300));
  if (event.metric) shown.push(...metricFields(event.metric));
  for (const { label, value } of event.facts.slice(0, 4)) shown.push(plain(`${label}\n${value}`, 300));
  if (event.muted) shown.push(plain(`Held back in AWS\n${event.muted}`, 300));
  if (links.length > 0) shown.push({ type: 'mrkdwn', text: clipLinks(links) });
  return shown.slice(0, 10);
}

/** A field takes 2000 characters; a link is shown whole or not at all. */
function clipLinks(links: string[]): string {
  return links.filter((text) => text.length < 990).join('\n') || '-';
}

function metricFields(metric: Metric): PlainTextElement[] {
  const name = [metric.namespace, metric.name].filter((part) => part !== null).join(' ') || metric.expression;
  const statistic = [metric.statistic, metric.periodSeconds && `over ${duration(metric.periodSeconds)}`];
  const measured = [name, statistic.filter(Boolean).join(' ')].filter(Boolean).join('\n');
  const dimensions = metric.dimensions.map((dimension) => `${dimension.name}: ${dimension.value}`).join('\n');
  const threshold = [metric.comparison, metric.threshold].filter((part) => part !== null).join(' ');
  return [
    ...(measured ? [plain(`Metric\n${measured}`, 400)] : []),
    ...(dimensions ? [plain(`Dimensions\n${dimensions}`, 600)] : []),
    ...(threshold ? [plain(`Threshold\n${threshold}`, 200)] : []),
  ];
}

function duration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

function description({ event }: Alert): KnownBlock[] {
  const paragraphs = [event.description, event.reason].filter((text) => text !== null && text.trim() !== '');
  if (paragraphs.length === 0) return [];
  return [{ type: 'section', text: plain(paragraphs.map((text) => clip(text as string, 1200)).join('\n'), 2500) }];
}

function history({ weekFirings }: Alert, { previous, zone }: CardContext): MrkdwnElement[] {
  const often = weekFirings === 0 ? 'First time in 7 days' : `Fired ${weekFirings}× in the 7 days before`;
  const last = previous ? ` · last ${slackTime(previous.firedAt, zone)}: ${outcome(previous)}` : '';
  return [{ type: 'mrkdwn', text: `${often}${last}` }];
}

function outcome({ state, stateBy, ticket, condition }: Alert): string {
  const by = stateBy ? ` by ${mention(stateBy)}` : '';
  const detail = state === 'ticketed' && ticket ? ` (${escaped(ticket)})` : '';
  if (state === 'untriaged') return condition === 'firing' ? 'never looked at' : 'recovered, never looked at';
  return `${state}${by}${detail}`;
}

/** The line that names the incidents to which what is shown belongs, where there are any. */
export function incidentLine(incidents: readonly string[]): KnownBlock[] {
  if (incidents.length === 0) return [];
  return [{ type: 'section', text: { type: 'mrkdwn', text: `🚨 *${escaped(incidents.join(', '))}*` } }];
}

const button = (action_id: string, text: string): Button => ({
  type: 'button',
  action_id,
  text: { type: 'plain_text', text },
});

/** Stands there also while there is an incident: the form shows that one first, and it may be over and this not. */
export const openIncidentButton = button(OPEN_INCIDENT, 'Open incident');

function buttons({ playbook }: CardContext): ActionsBlock {
  const first = playbook ? button(OPEN_PLAYBOOK, 'Playbook') : button(WRITE_PLAYBOOK, 'Write a playbook');
  return { type: 'actions', elements: [first, openIncidentButton] };
}

/** The line in an alert's thread when its alarm fires again, which `times` says. */
export function repeatLine(at: Date, times: number, title: string, zone: string): Content {
  const line: Piece[] = ['🔁 Fired again ', { at }, ` (${times}× now): ${clip(oneLine(title), 300)}`];
  return { text: spoken(line, zone), blocks: [rich([line])] };
}
