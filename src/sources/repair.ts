import type { Condition } from '../alerts/alarm-event.ts';

/** An alarm as CloudWatch lists it now. */
export type Listed = {
  arn: string;
  name: string;
  condition: Condition;
  /** When it came into this condition. */
  since: Date;
  actionsEnabled: boolean;
  /** ARNs of what is done when it fires. */
  actions: readonly string[];
  /** A composite alarm's rule, which names its children: `ALARM("a") AND ALARM(arn:…:b)`. */
  rule: string | null;
};

/** The newest that was heard of one alarm. */
export type Heard = { condition: Condition; at: Date };

/** An alarm that fires as far as is known. `key` is its ARN, or ARN`#`contributor; `name` the alarm's name. */
export type OpenAlarm = Heard & { key: string; name: string };

/** What was heard: by alarm key, and all CloudWatch alarms that fire. */
export type Known = { heard: ReadonlyMap<string, Heard>; open: readonly OpenAlarm[] };

/** One event that no message told of. */
export type Repair =
  | { kind: 'changed'; alarm: Listed; contributor: string | null }
  | { kind: 'deleted'; arn: string; name: string; contributor: string | null };

/** `arns` names every alarm there is; `alarms` those whose condition could be read. */
type Listing = { alarms: readonly Listed[]; arns: ReadonlySet<string>; region: string; now: Date };

/** A message may be under way for so long; what is younger is left to it. */
const GRACE_MS = 60_000;

/**
 * What must be told to make what is known agree with CloudWatch's full listing of one region, begun at `now`.
 * Alarms never heard of are told only when they fire, and look as if they were meant to be told.
 */
export function repairs({ alarms, arns, region, now }: Listing, known: Known): Repair[] {
  const latest = now.getTime() - GRACE_MS;
  const settled = alarms.filter((alarm) => alarm.since.getTime() <= latest);
  const isChild = childrenOf(alarms);
  const openByName = Map.groupBy(known.open, ({ name }) => name);
  const changed = settled.flatMap((alarm) => {
    const contributors = (openByName.get(alarm.name) ?? []).filter(({ key }) => key.startsWith(`${alarm.arn}#`));
    if (contributors.length > 0) return ofContributors(alarm, contributors);
    const heard = known.heard.get(alarm.arn);
    if (heard ? isNews(alarm, heard) : isWorthTelling(alarm, isChild)) return [change(alarm, null)];
    return [];
  });
  const old = known.open.filter(({ at }) => at.getTime() <= latest);
  return [...changed, ...deletedAmong(old, arns, region)];
}

const change = (alarm: Listed, contributor: string | null): Repair => ({ kind: 'changed', alarm, contributor });

/** INSUFFICIENT_DATA after a recovery is no news: many alarms go there whenever their metric is silent. */
function isNews({ condition, since }: Listed, heard: Heard): boolean {
  if (since <= heard.at || condition === heard.condition) return false;
  return condition !== 'no_data' || heard.condition === 'firing';
}

/**
 * Of alarms with contributors CloudWatch lists the alarm only. While it fires, its contributors tell for themselves;
 * when it does not, none of them does.
 */
function ofContributors(alarm: Listed, contributors: OpenAlarm[]): Repair[] {
  const news = contributors.filter((heard) => isNews(alarm, heard));
  return news.map(({ key }) => change(alarm, key.slice(alarm.arn.length + 1)));
}

function isWorthTelling(alarm: Listed, isChild: (alarm: Listed) => boolean): boolean {
  if (alarm.condition !== 'firing' || !alarm.actionsEnabled) return false;
  // Auto-scaling's own alarms act on scaling policies alone, and fire all day as their trade.
  if (alarm.actions.length > 0) return alarm.actions.some((action) => action.split(':')[2] === 'sns');
  return !isChild(alarm);
}

/** An alarm without actions that a composite alarm names tells people through that one. */
function childrenOf(alarms: readonly Listed[]): (alarm: Listed) => boolean {
  const named = new Set<string>();
  for (const { rule } of alarms) {
    for (const [, quoted, bare] of (rule ?? '').matchAll(
      /\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]*)"|([^)]*?))\s*\)/g,
    )) {
      named.add(quoted ?? bare ?? '');
    }
  }
  return ({ arn, name }) => named.has(arn) || named.has(name);
}

/** Those of the listing's own account and region that are not in it any more; others may be another account's. */
function deletedAmong(open: readonly OpenAlarm[], arns: ReadonlySet<string>, region: string): Repair[] {
  const [first] = arns;
  const account = first?.split(':')[4];
  return open.flatMap(({ key, name }): Repair[] => {
    const [scheme, partition, service, itsRegion, itsAccount] = key.split(':');
    if (scheme !== 'arn' || itsRegion !== region || itsAccount !== account) return [];
    const arn = [scheme, partition, service, itsRegion, itsAccount, 'alarm', name].join(':');
    if (arns.has(arn) || !key.startsWith(arn)) return [];
    return [{ kind: 'deleted', arn, name, contributor: key === arn ? null : key.slice(arn.length + 1) }];
  });
}
