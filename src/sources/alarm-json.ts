import type { CompositeAlarm, LogAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Repair } from './repair.ts';

/** An entry of DescribeAlarms, of whichever kind. */
export type DescribedAlarm = MetricAlarm & CompositeAlarm & LogAlarm;

const STATES = { firing: 'ALARM', recovered: 'OK', no_data: 'INSUFFICIENT_DATA' };
const DELETED = 'The alarm was deleted in CloudWatch';

/**
 * The message that CloudWatch would have sent to SNS for this change, so that it is read as all others are and comes
 * out with the same id, title and metric.
 * @param described the alarm's entry, unless it was deleted
 * @param now when the deletion was found
 */
export function alarmJson(repair: Repair, described: DescribedAlarm | undefined, now: Date): string {
  const { arn, name } = repair.kind === 'deleted' ? repair : repair.alarm;
  const change =
    repair.kind === 'deleted'
      ? { state: STATES.no_data, reason: DELETED, at: now }
      : { state: STATES[repair.alarm.condition], reason: described?.StateReason, at: repair.alarm.since };
  const [, , , region, account] = arn.split(':');
  return JSON.stringify({
    AlarmName: name,
    AlarmDescription: described?.AlarmDescription ?? null,
    AWSAccountId: account,
    NewStateValue: change.state,
    NewStateReason: change.reason ?? '',
    NewStateReasonData: described?.StateReasonData,
    StateChangeTime: change.at.toISOString().replace('Z', '+0000'),
    Region: region,
    AlarmArn: arn,
    AlarmContributorId: repair.contributor ?? undefined,
    AlarmRule: described?.AlarmRule,
    Trigger: described && definition(described),
  });
}

/** What an alarm watches. SNS spells some keys and values otherwise than the API; both are read. */
const definition = (alarm: DescribedAlarm) => ({
  MetricName: alarm.MetricName,
  Namespace: alarm.Namespace,
  Statistic: alarm.Statistic,
  ExtendedStatistic: alarm.ExtendedStatistic,
  Dimensions: alarm.Dimensions,
  Period: alarm.Period,
  ComparisonOperator: alarm.ComparisonOperator,
  Threshold: alarm.Threshold,
  ThresholdMetricId: alarm.ThresholdMetricId,
  Metrics: alarm.Metrics,
  EvaluationCriteria: alarm.EvaluationCriteria,
});
