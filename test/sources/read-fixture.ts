import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { AlarmEvent, Delivery, Reading } from '../../src/alerts/alarm-event.ts';

const ROOT = join(import.meta.dirname, '../fixtures');

/** A delivery by hand, at noon of a day after all fixtures. */
export const delivery: Delivery = { road: 'ingest', receivedAt: new Date('2026-11-20T12:00:00.000Z'), messageId: null };

/** Every file under test/fixtures, as a path below it. */
export const fixtureFiles = (): string[] =>
  readdirSync(ROOT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .toSorted();

/** The text of a fixture. */
export const fixture = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The fixture as JSON, to be changed and written again. */
export const fixtureJson = (file: string): Record<string, unknown> => JSON.parse(fixture(file));

/** The only event of a payload; fails when there is another number of readings, or another kind. */
export function theEvent(readings: Reading[]): AlarmEvent {
  const [reading] = readings;
  if (readings.length !== 1 || reading?.kind !== 'event')
    throw new Error(`no single event: ${JSON.stringify(readings)}`);
  return reading.event;
}

/** A metric alarm as CloudWatch publishes it to SNS, with what the test says instead. */
export const snsAlarm = (instead: Record<string, unknown> = {}): string =>
  JSON.stringify({
    AlarmName: 'cpu-high',
    AlarmDescription: null,
    AWSAccountId: '111122223333',
    NewStateValue: 'ALARM',
    NewStateReason:
      'Threshold Crossed: 1 out of the last 1 datapoints [99.50160229693434 (02/10/19 16:59:00)] was greater than the threshold (50.0) (minimum 1 datapoint for OK -> ALARM transition).',
    StateChangeTime: '2026-11-20T09:00:00.123+0000',
    Region: 'EU (Ireland)',
    AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:cpu-high',
    OldStateValue: 'OK',
    Trigger: {
      MetricName: 'CPUUtilization',
      Namespace: 'AWS/EC2',
      StatisticType: 'Statistic',
      Statistic: 'AVERAGE',
      Dimensions: [{ name: 'InstanceId', value: 'i-123' }],
      Period: 300,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 50,
    },
    ...instead,
  });

/** An SNS envelope around a message. */
export const envelope = (message: string, instead: Record<string, unknown> = {}): string =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: 'f94e835c-8592-5798-8dee-dc04dd394142',
    TopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms',
    Message: message,
    Timestamp: '2026-11-20T09:00:01.000Z',
    ...instead,
  });

/** An EventBridge event of an alarm's change of state, with what the test says instead. */
export const alarmEvent = (detail: Record<string, unknown> = {}, instead: Record<string, unknown> = {}): string =>
  JSON.stringify({
    version: '0',
    id: 'c4c1c1c9-6542-e61b-6ef0-8c4d36933a92',
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: '111122223333',
    time: '2026-11-20T09:00:00Z',
    region: 'eu-west-1',
    resources: ['arn:aws:cloudwatch:eu-west-1:111122223333:alarm:cpu-high'],
    detail: {
      alarmName: 'cpu-high',
      state: { value: 'ALARM', reason: 'testing purposes', timestamp: '2026-11-20T09:00:00.123+0000' },
      configuration: { metrics: [], description: 'Too high' },
      ...detail,
    },
    ...instead,
  });
