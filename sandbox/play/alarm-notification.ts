import { randomUUID } from 'node:crypto';
import { type AlarmKind, kindOf } from './alarm-kinds.ts';

/** A state change of a CloudWatch alarm. */
export type AlarmChange = { name: string; state: 'ALARM' | 'OK'; at: Date };

const ACCOUNT = '111122223333';
const TOPIC = `arn:aws:sns:eu-west-1:${ACCOUNT}:alarms`;
const PLACE = 'EU (Ireland)';
const WORDS = {
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
};

/** What SNS puts into a queue when an alarm changes: its envelope, with CloudWatch's message inside. */
export function alarmNotification({ name, state, at }: AlarmChange): string {
  const kind = kindOf(name);
  const before = state === 'ALARM' ? 'OK' : 'ALARM';
  const message = {
    AlarmName: name,
    AlarmDescription: kind.description,
    AWSAccountId: ACCOUNT,
    AlarmConfigurationUpdatedTimestamp: '2026-05-04T08:11:52.044+0000',
    NewStateValue: state,
    NewStateReason: reason(kind, { state, before, at }),
    StateChangeTime: at.toISOString().replace('Z', '+0000'),
    Region: PLACE,
    AlarmArn: `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:${name}`,
    OldStateValue: before,
    OKActions: [TOPIC],
    AlarmActions: [TOPIC],
    InsufficientDataActions: [],
    Trigger: trigger(kind),
  };
  return JSON.stringify({
    Type: 'Notification',
    MessageId: randomUUID(),
    TopicArn: TOPIC,
    Subject: `${state}: "${name}" in ${PLACE}`.slice(0, 100), // SNS takes no more
    Message: JSON.stringify(message),
    Timestamp: at.toISOString(),
    SignatureVersion: '1',
    Signature: 'bm90IHNpZ25lZA==',
    SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0.pem',
    UnsubscribeURL: `https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${TOPIC}:${randomUUID()}`,
  });
}

function reason(kind: AlarmKind, { state, before, at }: { state: 'ALARM' | 'OK'; before: string; at: Date }): string {
  const value = state === 'ALARM' ? kind.firing : kind.quiet;
  const not = state === 'ALARM' ? '' : 'not ';
  const limit = `${not}${WORDS[kind.comparison]} the threshold (${decimal(kind.threshold)})`;
  const measured = `1 out of the last 1 datapoints [${decimal(value)} (${datapointTime(kind, at)})] was ${limit}`;
  return `Threshold Crossed: ${measured} (minimum 1 datapoint for ${before} -> ${state} transition).`;
}

/** CloudWatch writes whole numbers as `30.0`. */
function decimal(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** The begin of the period that was measured, as `09/09/24 01:54:00` in UTC. */
function datapointTime({ periodSeconds }: AlarmKind, at: Date): string {
  const periodMs = periodSeconds * 1000;
  const began = new Date(Math.floor(at.getTime() / periodMs) * periodMs - periodMs);
  const [date = '', time = ''] = began.toISOString().split('T');
  const [year = '', month, day] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}

function trigger(kind: AlarmKind) {
  return {
    MetricName: kind.metric,
    Namespace: kind.namespace,
    StatisticType: 'Statistic',
    Statistic: kind.statistic,
    Unit: null,
    Dimensions: kind.dimensions,
    Period: kind.periodSeconds,
    EvaluationPeriods: 1,
    DatapointsToAlarm: 1,
    ComparisonOperator: kind.comparison,
    Threshold: kind.threshold,
    TreatMissingData: 'missing',
    EvaluateLowSampleCountPercentile: '',
  };
}
