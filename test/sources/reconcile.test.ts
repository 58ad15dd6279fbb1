import { readFileSync } from 'node:fs';
import { CloudWatch, type DescribeAlarmsCommandInput } from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CloudWatchStandIn, type StandInAlarm, startCloudWatch } from '../../sandbox/aws/cloudwatch.ts';
import type { Received } from '../../src/alerts/alarm-event.ts';
import { AwsError } from '../../src/errors.ts';
import { type ReconcileOptions, reconcile } from '../../src/sources/reconcile.ts';
import { logLines } from './log-lines.ts';

const now = new Date('2026-11-20T12:00:00Z');
const epoch = (time: string) => Date.parse(time) / 1000;
const arn = (name: string) => `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${name}`;
const alarm = (name: string, more: Partial<StandInAlarm> = {}): StandInAlarm => ({
  AlarmName: name,
  AlarmArn: arn(name),
  StateValue: 'ALARM',
  StateReason: 'Threshold Crossed',
  StateUpdatedTimestamp: epoch('2026-11-20T11:00:00.123Z'),
  ActionsEnabled: true,
  AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:alarms'],
  ...more,
});
let standIn: CloudWatchStandIn;
let cloudwatch: CloudWatch;
let stored: Received[];
let payloads: Record<string, unknown>[];

beforeEach(async () => {
  stored = [];
  payloads = [];
  standIn = await startCloudWatch();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  cloudwatch = new CloudWatch({ region: 'eu-west-1', endpoint: standIn.url, credentials, maxAttempts: 1 });
});

afterEach(async () => {
  cloudwatch.destroy();
  await standIn.stop();
});

const run = (more: Partial<ReconcileOptions> = {}) =>
  reconcile({
    cloudwatch,
    region: 'eu-west-1',
    known: async () => ({ heard: new Map(), open: [] }),
    read: (payload) => {
      payloads.push(JSON.parse(payload));
      return [{ kind: 'ignored', because: 'the test reads it' }];
    },
    intake: async (batch) => void stored.push(...batch),
    clock: { now: () => now },
    log: logLines().log,
    ...more,
  });

describe('reconcile', () => {
  it('tells of a metric alarm as SNS would have', async () => {
    standIn.setAlarms([
      alarm('cpu', {
        AlarmDescription: 'too busy',
        MetricName: 'CPUUtilization',
        Namespace: 'AWS/EC2',
        Statistic: 'Average',
        Dimensions: [{ Name: 'InstanceId', Value: 'i-1' }],
        Period: 300,
        EvaluationPeriods: 2,
        Threshold: 90,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    ]);
    expect(await run()).toEqual({ listed: 1, told: 1 });
    expect(payloads).toEqual([
      {
        AlarmName: 'cpu',
        AlarmDescription: 'too busy',
        AWSAccountId: '111122223333',
        NewStateValue: 'ALARM',
        NewStateReason: 'Threshold Crossed',
        StateChangeTime: '2026-11-20T11:00:00.123+0000',
        Region: 'eu-west-1',
        AlarmArn: arn('cpu'),
        Trigger: {
          MetricName: 'CPUUtilization',
          Namespace: 'AWS/EC2',
          Statistic: 'Average',
          Dimensions: [{ Name: 'InstanceId', Value: 'i-1' }],
          Period: 300,
          ComparisonOperator: 'GreaterThanThreshold',
          Threshold: 90,
        },
      },
    ]);
    expect(stored[0]?.delivery).toEqual({ road: 'reconcile', receivedAt: now, messageId: null });
  });

  it('goes by the time of the transition where CloudWatch tells it', async () => {
    standIn.setAlarms([alarm('cpu', { StateTransitionedTimestamp: epoch('2026-11-20T10:00:00Z') })]);
    await run();
    expect(payloads).toMatchObject([{ StateChangeTime: '2026-11-20T10:00:00.000+0000' }]);
  });

  it('tells of composite, metric-math and log alarms too', async () => {
    const metric = { Namespace: 'AWS/EC2', MetricName: 'CPUUtilization', Dimensions: [{ Name: 'Id', Value: 'i-1' }] };
    standIn.setAlarms([
      alarm('all', { type: 'CompositeAlarm', AlarmRule: 'ALARM("other")' }),
      alarm('math', {
        Metrics: [
          { Id: 'e1', Expression: 'm1 * 2', ReturnData: true },
          { Id: 'm1', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' }, ReturnData: false },
        ],
        ThresholdMetricId: 'ad1',
      }),
      alarm('words', { type: 'LogAlarm' }),
    ]);
    expect(await run()).toEqual({ listed: 3, told: 3 });
    const byName = new Map(payloads.map((payload) => [payload['AlarmName'], payload]));
    expect(byName.get('all')).toMatchObject({ AlarmRule: 'ALARM("other")' });
    expect(byName.get('math')).toMatchObject({ Trigger: { Metrics: [{ Id: 'e1' }, { Id: 'm1' }] } });
    expect(byName.get('words')).toMatchObject({ NewStateValue: 'ALARM' });
  });

  it('reads every page, and asks what is known of every alarm', async () => {
    standIn.setAlarms(Array.from({ length: 250 }, (_, index) => alarm(`alarm ${index}`)));
    const asked: string[] = [];
    const known: ReconcileOptions['known'] = async (keys) => {
      asked.push(...keys);
      return { heard: new Map(keys.slice(1).map((key) => [key, { condition: 'firing', at: now }])), open: [] };
    };
    expect(await run({ known })).toEqual({ listed: 250, told: 1 });
    expect(asked).toHaveLength(250);
    expect(payloads).toMatchObject([{ AlarmName: 'alarm 0' }]);
    expect(standIn.calls('DescribeAlarms')).toBe(3);
  });

  it('tells once, without data, of an alarm that was deleted while it fired', async () => {
    standIn.setAlarms([alarm('other', { StateValue: 'OK' })]);
    const open = [{ key: `${arn('gone')}#c1`, name: 'gone', condition: 'firing' as const, at: new Date(0) }];
    await run({ known: async () => ({ heard: new Map(), open }) });
    expect(payloads).toEqual([
      {
        AlarmName: 'gone',
        AlarmDescription: null,
        AWSAccountId: '111122223333',
        NewStateValue: 'INSUFFICIENT_DATA',
        NewStateReason: 'The alarm was deleted in CloudWatch',
        StateChangeTime: '2026-11-20T12:00:00.000+0000',
        Region: 'eu-west-1',
        AlarmArn: arn('gone'),
        AlarmContributorId: 'c1',
      },
    ]);
  });

  it('does not take an alarm in a state it does not know for a deleted one', async () => {
    standIn.setAlarms([alarm('odd', { StateValue: 'MUTED' as 'OK' })]);
    const open = [{ key: arn('odd'), name: 'odd', condition: 'firing' as const, at: new Date(0) }];
    expect(await run({ known: async () => ({ heard: new Map(), open }) })).toEqual({ listed: 0, told: 0 });
  });

  it('stores nothing when there is nothing to tell', async () => {
    standIn.setAlarms([alarm('cpu', { StateValue: 'OK' })]);
    expect(await run({ intake: () => expect.unreachable() })).toEqual({ listed: 1, told: 0 });
  });

  it.each([
    ['AccessDenied', 'allow cloudwatch:DescribeAlarms on * in eu-west-1 in the IAM policy of the bot', false],
    ['Throttling', 'AWS throttled cloudwatch:DescribeAlarms', true],
  ])('says what to do about %s, and tells nothing', async (error, sentence, retryable) => {
    standIn.setAlarms([alarm('cpu')]);
    standIn.fail('DescribeAlarms', { error });
    const failed = await run().catch((thrown: unknown) => thrown);
    expect(failed).toBeInstanceOf(AwsError);
    expect(failed).toMatchObject({ code: error, retryable, message: expect.stringContaining(sentence) });
    expect(stored).toEqual([]);
  });

  it('tells nothing from half a listing', async () => {
    standIn.setAlarms(Array.from({ length: 101 }, (_, index) => alarm(`alarm ${index}`)));
    const known: ReconcileOptions['known'] = () => expect.unreachable();
    const describeAlarms = (input: DescribeAlarmsCommandInput) => {
      if (input.NextToken) standIn.fail('DescribeAlarms', { status: 500 });
      return cloudwatch.describeAlarms(input);
    };
    const failing: CloudWatch = Object.create(cloudwatch, { describeAlarms: { value: describeAlarms } });
    await expect(run({ known, cloudwatch: failing })).rejects.toMatchObject({ retryable: true });
    expect(standIn.calls('DescribeAlarms')).toBe(2);
  });

  it('takes the recorded answer of DescribeAlarms', async () => {
    const file = new URL('../fixtures/cloudwatch-api/describe-alarms.response.json', import.meta.url);
    const [recorded] = JSON.parse(readFileSync(file, 'utf8')).MetricAlarms;
    const wire = {
      StateUpdatedTimestamp: epoch(recorded.StateUpdatedTimestamp),
      AlarmConfigurationUpdatedTimestamp: 0,
    };
    standIn.setAlarms([{ ...recorded, ...wire, StateValue: 'ALARM' }]);
    await run({ region: 'us-east-1' });
    expect(payloads).toMatchObject([
      { AlarmName: 'myalarm', Region: 'us-east-1', Trigger: { Statistic: 'Average', Threshold: 70 } },
    ]);
  });
});
