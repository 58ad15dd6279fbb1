import { eventOf } from '../alerts/alert.ts';
import type { Clock } from '../clock.ts';
import { type AlarmSubject, subjectNamed } from '../playbooks/match.ts';
import { alarmJson, type DescribedAlarm } from '../sources/alarm-json.ts';
import { read } from '../sources/read.ts';
import type { Db } from '../store/tables.ts';
import { heardAlarms } from './store.ts';

/**
 * The alarms that there are, for matching playbooks: those that CloudWatch lists (`described`) in the words of their
 * newest alert, which tells more, where they ever fired; those of other systems, and of CloudWatch when it does not
 * tell, as far as they were heard of.
 */
export async function knownAlarms(
  described: readonly DescribedAlarm[] | null,
  db: Db | null,
  clock: Clock,
): Promise<AlarmSubject[]> {
  const heard = db === null ? [] : await heardAlarms(db);
  const told = new Map<string, AlarmSubject>();
  for (const { source, key, name, event } of heard) {
    // A contributor of an alarm has the alarm's key before the `#`.
    told.set(`${source} ${key.split('#')[0]}`, event === null ? subjectNamed(name) : subjectOfEvent({ event }));
  }
  if (described === null) return [...told.values()];
  const others = [...told].filter(([key]) => !key.startsWith('cloudwatch ')).map(([, subject]) => subject);
  const listed = described.flatMap((alarm) => {
    const subject = told.get(`cloudwatch ${alarm.AlarmArn}`) ?? subjectOfDescribed(alarm, clock.now());
    return subject === null ? [] : [subject];
  });
  return [...listed, ...others];
}

function subjectOfEvent(row: { event: string }): AlarmSubject {
  const { alarm, metric, account, tags } = eventOf(row);
  return { alarm, namespace: metric?.namespace ?? null, metric: metric?.name ?? null, account, tags };
}

/** As if it fired now, so that it is understood just as its alerts will be. */
function subjectOfDescribed(described: DescribedAlarm, now: Date): AlarmSubject | null {
  const { AlarmArn: arn, AlarmName: name } = described;
  if (arn === undefined || name === undefined) return null;
  const stand = { condition: 'firing', since: now, actionsEnabled: true, actions: [], rule: null } as const;
  const text = alarmJson({ kind: 'changed', alarm: { arn, name, ...stand }, contributor: null }, described, now);
  const [reading] = read(text, { road: 'reconcile', receivedAt: now, messageId: null });
  if (reading?.kind !== 'event') return subjectNamed(name);
  const { alarm, metric, account, tags } = reading.event;
  return { alarm, namespace: metric?.namespace ?? null, metric: metric?.name ?? null, account, tags };
}
