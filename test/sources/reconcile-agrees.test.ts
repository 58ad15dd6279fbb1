import { readFileSync } from 'node:fs';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { type StandInAlarm, startCloudWatch } from '../../sandbox/aws/cloudwatch.ts';
import type { Delivery, Reading } from '../../src/alerts/alarm-event.ts';
import { read } from '../../src/sources/read.ts';
import { reconcile } from '../../src/sources/reconcile.ts';
import { logLines } from './log-lines.ts';

type Json = Record<string, unknown>;
type Pair = { name: string; value: string };
type Series = Json & { MetricStat?: Json & { Metric: Json & { Dimensions: Pair[] } } };

const now = new Date('2026-11-20T12:00:00Z');
const apiDimensions = (pairs: Pair[]) => pairs.map(({ name, value }) => ({ Name: name, Value: value }));
const capital = (word: string) => word[0] + word.slice(1).toLowerCase();

function apiSeries({ MetricStat, ...rest }: Series): Json {
  if (!MetricStat) return rest;
  const Dimensions = apiDimensions(MetricStat.Metric.Dimensions);
  return { ...rest, MetricStat: { ...MetricStat, Metric: { ...MetricStat.Metric, Dimensions } } };
}

/** How DescribeAlarms lists the alarm that an SNS message told of. */
function describedAs(message: Json): StandInAlarm {
  const { Dimensions, Metrics, Statistic, ...trigger } = (message['Trigger'] ?? {}) as Json;
  const data = message['NewStateReasonData'];
  return {
    ...trigger,
    ...(Dimensions ? { Dimensions: apiDimensions(Dimensions as Pair[]) } : {}),
    ...(Metrics ? { Metrics: (Metrics as Series[]).map(apiSeries) } : {}),
    ...(Statistic ? { Statistic: capital(String(Statistic)) } : {}),
    ...(message['AlarmRule'] ? { AlarmRule: message['AlarmRule'] } : {}),
    type: message['AlarmRule'] ? 'CompositeAlarm' : message['Trigger'] ? 'MetricAlarm' : 'LogAlarm',
    AlarmName: String(message['AlarmName']),
    AlarmArn: String(message['AlarmArn']),
    AlarmDescription: message['AlarmDescription'],
    StateValue: message['NewStateValue'] as StandInAlarm['StateValue'],
    StateReason: message['NewStateReason'],
    ...(data ? { StateReasonData: JSON.stringify(data) } : {}),
    StateUpdatedTimestamp: Date.parse(String(message['StateChangeTime']).replace('+0000', 'Z')) / 1000,
  };
}

async function reconciled(message: Json): Promise<Reading[]> {
  const standIn = await startCloudWatch();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const cloudwatch = new CloudWatch({ region: 'eu-west-1', endpoint: standIn.url, credentials });
  const alarm = describedAs(message);
  standIn.setAlarms([alarm]);
  const told: Reading[] = [];
  const condition = alarm.StateValue === 'ALARM' ? ('recovered' as const) : ('firing' as const);
  await reconcile({
    cloudwatch,
    region: 'eu-west-1',
    known: async (keys) => ({ heard: new Map(keys.map((key) => [key, { condition, at: new Date(0) }])), open: [] }),
    read,
    intake: async (batch) => void told.push(...batch.flatMap(({ readings }) => readings)),
    clock: { now: () => now },
    log: logLines().log,
  });
  cloudwatch.destroy();
  await standIn.stop();
  return told;
}

describe('reconcile and the message that was lost', () => {
  it.each([
    'alarm-composite',
    'alarm-metric-math-fill',
    'alarm-anomaly-upper-band-recovered',
    'alarm-percentile-extended-statistic',
    'alarm-rds-long-cdk-name',
    'alarm-target-tracking-breaching-no-data',
    'alarm-waf-missing-datapoints',
    'log-alarm-single-value',
  ])('make the same event of %s', async (name) => {
    const text = readFileSync(new URL(`../fixtures/cloudwatch-sns/${name}.message.json`, import.meta.url), 'utf8');
    const delivery: Delivery = { road: 'sns', receivedAt: now, messageId: 'm-1' };
    expect(await reconciled(JSON.parse(text))).toEqual(read(text, delivery));
  });
});
