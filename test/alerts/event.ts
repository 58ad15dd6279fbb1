import type { AlarmEvent, AlarmSource, Condition, Delivery, Received } from '../../src/alerts/alarm-event.ts';

/** Noon of the day on which the tests play. */
export const NOON = new Date('2026-11-20T12:00:00.000Z');

/** So many minutes after noon. */
export const at = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);

/** A state change of an alarm, so many minutes after noon. Equal arguments give the same event. */
export function change(condition: Condition, minutes: number, more: Partial<AlarmEvent> = {}): AlarmEvent {
  const alarm = more.alarm ?? 'cpu-high';
  const source: AlarmSource = more.source ?? 'cloudwatch';
  const key = more.key ?? `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${alarm}`;
  return {
    id: `${key} ${condition} ${minutes}`,
    source,
    key,
    alarm,
    condition,
    at: at(minutes),
    title: `CPUUtilization is high at minute ${minutes}`,
    description: 'The web servers are busy',
    reason: 'Threshold Crossed',
    account: '111122223333',
    region: 'eu-west-1',
    metric: null,
    url: null,
    tags: {},
    facts: [],
    muted: null,
    topic: null,
    ...more,
  };
}

/** The alarm fires, so many minutes after noon. */
export const fires = (minutes: number, more: Partial<AlarmEvent> = {}) => change('firing', minutes, more);
/** The alarm recovers. */
export const recovers = (minutes: number, more: Partial<AlarmEvent> = {}) => change('recovered', minutes, more);
/** The alarm has no data. */
export const losesData = (minutes: number, more: Partial<AlarmEvent> = {}) => change('no_data', minutes, more);

/** Events as a road brings them, each in a message of its own. */
export function batch(events: readonly AlarmEvent[], road: Delivery['road'] = 'sqs', receivedAt = NOON): Received[] {
  return events.map((event, index) => ({
    delivery: { road, receivedAt, messageId: `m-${index}` },
    readings: [{ kind: 'event', event }],
  }));
}
