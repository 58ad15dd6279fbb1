import { channel, topicArn } from './names.ts';
import { duration, flag, httpUrl, interval, listOf, section, takenText, wholeNumber } from './values.ts';
import { parseWeeklyTime } from './week.ts';

/** Where alarms come from, and how those that fire together are gathered. Durations are milliseconds. */
export const alarms = section({
  /** CloudWatch -> SNS -> SQS, or EventBridge -> SQS; null switches it off. */
  sqs: section({ queue_url: httpUrl.nullable().default(null) }).prefault({}),
  /** HTTPS subscription at /alarms/sns; only these topics are accepted, and none means off. */
  sns: section({ topic_arns: listOf(topicArn, 'ARNs of SNS topics').default([]) }).prefault({}),
  /** Webhook at /alarms/alertmanager, with the bearer ALERTMANAGER_TOKEN. */
  alertmanager: section({ enabled: flag.default(false) }).prefault({}),
  /** Webhook at /alarms/pingdom, with the bearer PINGDOM_TOKEN; its alerts go to a channel of their own. */
  pingdom: section({ enabled: flag.default(false), channel: channel.default('pingdom') }).prefault({}),
  /** Digests of queries that took longer than `over`, looked through at the weekly `review`. */
  slow_sql: section({
    enabled: flag.default(false),
    channel: channel.default('alerts-sql'),
    over: duration.prefault('10s'),
    review: takenText('a weekday and a time such as "mon 10:00"', parseWeeklyTime).prefault('mon 10:00'),
  }).prefault({}),
  /** How often CloudWatch is read for alarms that no message told of; 0 is never. */
  reconcile: section({ every: interval.prefault('5m') }).prefault({}),
  /** An alarm firing again within it joins its open alert. */
  repeat_window: duration.prefault('30m'),
  /** After so many alerts within so long, the further ones share one storm message. */
  storm: section({ alerts: wholeNumber(1, 100_000).default(20), within: duration.prefault('1m') }).prefault({}),
});
