import type { AlarmEvent, Condition, Reading } from '../../alerts/alarm-event.ts';
import type { Carriage } from '../read-carriage.ts';
import { boundedKey, eventId } from '../read-event-id.ts';
import { rejected } from '../read-rejected.ts';
import { oneLine, paragraph } from '../read-text.ts';
import { parseInstant, when } from '../read-time.ts';
import { type Fields, fields, kindOf, label, text } from '../read-values.ts';
import { nameFromArn, parseArn } from './arn.ts';
import { readChildren } from './children.ts';
import { consoleLink } from './console-link.ts';
import { readMetric } from './metric.ts';
import { readEvidence } from './reason.ts';
import { isRegionCode, regionByName } from './region.ts';
import { readTags } from './tags.ts';
import { alarmTitle } from './title.ts';

/** A state change as a payload tells it, whatever the road; what is `unknown` is still to be looked at. */
export type AlarmChange = {
  name: unknown;
  state: unknown;
  /** How the payload calls name and state, for reasons. */
  called: { name: string; state: string };
  arn: string | null;
  account: string | null;
  /** A code or a display name. */
  region: string | null;
  contributor: { id: unknown; attributes: unknown };
  reason: string | null;
  reasonData: unknown;
  changedAt: unknown;
  /** The time of the EventBridge event around it. */
  eventAt: Date | null;
  description: string | null;
  /** SNS's `Trigger` or EventBridge's `configuration`. */
  definition: Fields;
  rule: string | null;
  triggering: unknown;
  tags: unknown;
  muted: string | null;
};

// A map and not an object, which would know a state called `constructor`.
const CONDITIONS: ReadonlyMap<string, Condition> = new Map([
  ['ALARM', 'firing'],
  ['OK', 'recovered'],
  ['INSUFFICIENT_DATA', 'no_data'],
]);
const MOST_ATTRIBUTES = 20;

/** Makes the event of a change. An alarm needs a name (or an ARN that has one) and a state; all else may be missing. */
export function readChange(change: AlarmChange, carriage: Carriage): Reading {
  const name = text(change.name) ?? nameFromArn(change.arn);
  const alarm = name === null ? '' : oneLine(name, 255);
  if (name === null || alarm === '') {
    return rejected(`${change.called.name} is ${kindOf(change.name)}, and no ARN tells it`, carriage.text);
  }
  const state = text(change.state);
  const condition = CONDITIONS.get(state?.trim() ?? '');
  if (!condition) {
    const problem = state === null ? kindOf(change.state) : 'none of ALARM, OK, INSUFFICIENT_DATA';
    return rejected(`${change.called.state} is ${problem}`, carriage.text);
  }
  const { at, instant } = when(parseInstant(change.changedAt), carriage, change.eventAt);
  const place = placeOf(change, carriage);
  const identity = { source: 'cloudwatch' as const, key: keyOf(change, name, place), condition };
  const id = eventId(identity, instant, `${carriage.messageId ?? ''}|${carriage.text}`);
  const url = consoleLink(place.region, name);
  return {
    kind: 'event',
    event: { id, ...identity, alarm, at, ...place, url, ...detailsOf(change, condition), topic: carriage.topic },
  };
}

type Place = Pick<AlarmEvent, 'account' | 'region'>;

/** An alarm can only notify a topic of its own region, so the topic's ARN tells it too. */
function placeOf({ arn, account, region }: AlarmChange, { topic }: Carriage): Place {
  const [own, around] = [parseArn(arn), parseArn(topic)];
  const code = own.region ?? around.region ?? (isRegionCode(region) ? region : region && regionByName(region));
  return { account: account ?? own.account ?? around.account, region: code ?? region };
}

function keyOf({ arn, contributor }: AlarmChange, name: string, { account, region }: Place): string {
  const alarm = arn?.startsWith('arn:') ? arn : `${account ?? 'unknown'}:${region ?? 'unknown'}:${name}`;
  const id = label(contributor.id);
  return boundedKey(id === null ? alarm : `${alarm}#${id}`);
}

type Details = Pick<AlarmEvent, 'title' | 'description' | 'reason' | 'metric' | 'tags' | 'facts' | 'muted'>;

function detailsOf(change: AlarmChange, condition: Condition): Details {
  const { reason, reasonData, description } = change;
  const evidence = readEvidence(reason, reasonData);
  const watched = readMetric(change.definition, evidence);
  const children = readChildren(change.triggering, reasonData, reason);
  const attributes = attributesOf(change);
  return {
    title: alarmTitle({ condition, watched, evidence, children, attributes, reason, description }),
    description: paragraph(description),
    reason: paragraph(reason),
    metric: watched.metric,
    tags: readTags(change.tags),
    facts: factsOf(change, attributes),
    muted: change.muted,
  };
}

/** What tells a contributor from the others: the values it is grouped by. */
function attributesOf({ contributor }: AlarmChange): { name: string; value: string }[] {
  return Object.entries(fields(contributor.attributes))
    .slice(0, MOST_ATTRIBUTES)
    .map(([name, value]) => ({ name: oneLine(name, 100), value: oneLine(label(value) ?? '', 300) }))
    .filter(({ name, value }) => name !== '' && value !== '');
}

function factsOf({ rule }: AlarmChange, attributes: { name: string; value: string }[]): AlarmEvent['facts'] {
  const facts = attributes.map(({ name, value }) => ({ label: name, value }));
  return rule === null ? facts : [...facts, { label: 'Rule', value: oneLine(rule, 300) }];
}
