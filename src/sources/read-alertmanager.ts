import type { AlarmEvent, Condition, Delivery, Reading } from '../alerts/alarm-event.ts';
import type { Carriage } from './read-carriage.ts';
import { boundedKey, eventId, shortHash } from './read-event-id.ts';
import { showable } from './read-facts.ts';
import { bounded, rejected } from './read-rejected.ts';
import { lines, oneLine, paragraph } from './read-text.ts';
import { parseInstant, when } from './read-time.ts';
import { unwrap } from './read-unwrap.ts';
import { webUrl } from './read-url.ts';
import { amount, type Fields, fields, isFields, kindOf, label, list, text } from './read-values.ts';

const MARKS = [
  'receiver',
  'groupKey',
  'groupLabels',
  'commonLabels',
  'commonAnnotations',
  'externalURL',
  'truncatedAlerts',
];
const CONDITIONS: ReadonlyMap<string, Condition> = new Map([
  ['firing', 'firing'],
  ['resolved', 'recovered'],
]);
const TITLE_ANNOTATIONS = ['summary', 'description', 'message'];

/** Whether it is a webhook body of Alertmanager: of version 4 or 3, or of what imitates it, such as Grafana. */
export function isAlertmanager(value: Fields): boolean {
  const marks = MARKS.filter((mark) => mark in value).length;
  return marks >= 2 || list(value['alerts']).some((alert) => isFields(alert) && (marks > 0 || 'labels' in alert));
}

/** Reads a payload of which only Alertmanager can be the sender. Never empty. */
export function readAlertmanager(payload: string, delivery: Delivery): Reading[] {
  const readings = unwrap(payload, delivery).flatMap((found) => {
    if (found.kind === 'rejected') return [found];
    const isGroup = found.kind === 'object' && ('alerts' in found.value || isAlertmanager(found.value));
    return isGroup
      ? readGroup(found.value, found.carriage)
      : [rejected('it is no webhook body of Alertmanager', payload)];
  });
  return bounded(readings, payload);
}

/**
 * Reads a group of alerts, each an alarm of its own. One that cannot be read is rejected by itself. Fields:
 * https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export function readGroup(group: Fields, carriage: Carriage): Reading[] {
  const { alerts } = group;
  if (!Array.isArray(alerts) || alerts.length === 0) {
    const problem = Array.isArray(alerts) ? 'an empty list' : kindOf(alerts);
    return [rejected(`alerts is ${problem}`, carriage.text)];
  }
  return alerts.map((alert: unknown, index) => {
    const alone = { ...carriage, text: JSON.stringify(alert) };
    return isFields(alert)
      ? readAlert(alert, { group, carriage: alone, index })
      : rejected(`alerts[${index}] is ${kindOf(alert)}`, alone.text);
  });
}

type Around = { group: Fields; carriage: Carriage; index: number };

function readAlert(alert: Fields, { group, carriage, index }: Around): Reading {
  const { status, startsAt, endsAt } = alert;
  const condition = CONDITIONS.get(text(status) ?? '');
  if (!condition) {
    const problem = text(status) === null ? kindOf(status) : 'neither firing nor resolved';
    return rejected(`alerts[${index}].status is ${problem}`, carriage.text);
  }
  const labels = fields(alert['labels']);
  const key = keyOf(alert, labels);
  if (key === null) return rejected(`alerts[${index}] has neither fingerprint nor labels`, carriage.text);
  const identity = { source: 'alertmanager' as const, key, condition };
  const { at, instant } = when(parseInstant(condition === 'firing' ? startsAt : endsAt), carriage);
  const event: AlarmEvent = {
    id: eventId(identity, instant, `${carriage.messageId ?? ''}|${carriage.text}`),
    ...identity,
    alarm: nameOf(labels),
    at,
    ...wordsOf(fields(alert['annotations']), labels, condition),
    account: null,
    region: null,
    metric: null,
    url: webUrl(alert['generatorURL']) ?? webUrl(group['externalURL']),
    tags: {},
    facts: factsOf(alert, labels, group),
    muted: null,
    topic: carriage.topic,
  };
  return { kind: 'event', event };
}

/** The fingerprint is itself a hash of the labels; version 3 has none. */
function keyOf(alert: Fields, labels: Fields): string | null {
  const fingerprint = text(alert['fingerprint']);
  if (fingerprint !== null) return boundedKey(fingerprint);
  const pairs = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? null : shortHash(JSON.stringify(pairs));
}

function nameOf(labels: Fields): string {
  const names = ['alertname', 'job', 'instance'].map((name) => oneLine(label(labels[name]) ?? '', 255));
  return names.find((name) => name !== '') ?? 'unnamed';
}

function wordsOf(annotations: Fields, labels: Fields, condition: Condition) {
  const [line] = TITLE_ANNOTATIONS.flatMap((name) => lines(text(annotations[name]) ?? '', 150).slice(0, 1));
  const rest = Object.entries(labels).filter(([name]) => name !== 'alertname');
  const named = rest.slice(0, 4).map(([name, value]) => `${name} ${label(value) ?? ''}`);
  const state = condition === 'firing' ? 'firing' : 'resolved';
  const title = line ?? oneLine([state, named.join(', ')].filter((part) => part !== '').join(' for '), 150);
  return {
    title,
    description: paragraph(text(annotations['description']) ?? text(annotations['message'])),
    reason: null,
  };
}

function factsOf(alert: Fields, labels: Fields, group: Fields): AlarmEvent['facts'] {
  const annotations = fields(alert['annotations']);
  const cutOff = amount(group['truncatedAlerts']) ?? 0;
  const runbook = webUrl(annotations['runbook_url']);
  const known = [...TITLE_ANNOTATIONS, 'runbook_url'];
  return showable([
    ...(cutOff > 0 ? [['Cut off', `${cutOff} more of this group did not come (max_alerts)`] as const] : []),
    ...(runbook ? [['runbook_url', runbook] as const] : []),
    ...Object.entries(labels).filter(([name]) => name !== 'alertname'),
    ...Object.entries(annotations).filter(([name]) => !known.includes(name)),
  ]);
}
