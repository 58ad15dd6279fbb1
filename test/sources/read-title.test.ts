import { describe, expect, it } from 'vitest';
import { shortNumber } from '../../src/sources/cloudwatch/number.ts';
import { read } from '../../src/sources/read.ts';
import { alarmEvent, delivery, snsAlarm, theEvent } from './read-fixture.ts';

const titleOf = (payload: string) => theEvent(read(payload, delivery)).title;
const child = (name: string) => ({
  Arn: `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${name}`,
  State: { Value: 'ALARM' },
});
const band = {
  ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold',
  ThresholdMetricId: 'ad1',
  Metrics: [
    { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 2)', ReturnData: true },
    {
      Id: 'm1',
      ReturnData: true,
      MetricStat: { Metric: { MetricName: 'Latency', Namespace: 'X', Dimensions: [] }, Stat: 'p99' },
    },
  ],
};

describe('the title of an alarm', () => {
  it.each([
    ['has value, threshold and dimension', {}, 'CPUUtilization 99.5 > 50 for InstanceId i-123'],
    [
      'has at most two dimensions',
      {
        Trigger: {
          MetricName: 'm',
          ComparisonOperator: 'LessThanThreshold',
          Threshold: '1.50785441792E10',
          Dimensions: ['a', 'b', 'c'].map((name) => ({ Name: name, Value: 1 })),
        },
      },
      'm 99.5 < 15080000000 for a 1, b 1',
    ],
    [
      'takes comparison and threshold from the reason when there is no trigger for them',
      {
        Trigger: { MetricName: 'Free', Dimensions: null },
        NewStateReason:
          'Threshold Crossed: 1 datapoint [1.50785441792E10 (02/10/19 16:59:00)] was less than or equal to the threshold (2.0E10).',
      },
      'Free 15080000000 <= 20000000000',
    ],
    [
      'takes the newest datapoint by its time',
      {
        NewStateReason:
          'Threshold Crossed: 2 out of the last 2 datapoints [61.0 (31/12/24 23:59:00), 72.0 (01/01/25 00:04:00)] were greater than the threshold (50.0).',
      },
      'CPUUtilization 72 > 50 for InstanceId i-123',
    ],
    [
      'takes the last datapoint where no times are told',
      {
        NewStateReason:
          'Threshold Crossed: 2 datapoints were greater than the threshold (50.0). The most recent datapoints: [61.5, 62.5].',
      },
      'CPUUtilization 62.5 > 50 for InstanceId i-123',
    ],
    [
      'takes the newest of the reason data when the reason has none',
      { NewStateReason: 'Threshold Crossed', NewStateReasonData: '{"recentDatapoints":[51.0,52.0],"threshold":50.0}' },
      'CPUUtilization 52 > 50 for InstanceId i-123',
    ],
    [
      'says that a value is back',
      {
        NewStateValue: 'OK',
        NewStateReason:
          'Threshold Crossed: 1 datapoint [8.0 (05/07/24 15:19:00)] was not greater than the threshold (50.0).',
      },
      'CPUUtilization 8, no longer > 50 for InstanceId i-123',
    ],
    [
      'says that datapoints are missing, also when that counts as well',
      {
        NewStateValue: 'OK',
        NewStateReason:
          'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].',
      },
      'CPUUtilization: no datapoints received for InstanceId i-123 (treated as not breaching)',
    ],
    [
      'says that there is no data',
      { NewStateValue: 'INSUFFICIENT_DATA', NewStateReason: 'Insufficient Data: 10 datapoints were unknown.' },
      'CPUUtilization has no data for InstanceId i-123',
    ],
    [
      'is not taken for a band where ids are missing',
      {
        Trigger: {
          ComparisonOperator: 'GreaterThanThreshold',
          Threshold: 50,
          Metrics: [{ Expression: 'm1 * 2', Label: 'Load', ReturnData: true }],
        },
      },
      'Load 99.5 > 50',
    ],
    ['says outside the band', { Trigger: band }, 'Latency 99.5 outside the expected band'],
    ['says inside the band', { Trigger: band, NewStateValue: 'OK' }, 'Latency 99.5 back inside the expected band'],
    ['does not take numbers from what somebody wrote by hand', { NewStateReason: 'drill [123]' }, 'drill [123]'],
    ['is the reason when somebody set the state by hand', { NewStateReason: 'testing\npurposes' }, 'testing'],
    [
      'is the description when there is no reason',
      { NewStateReason: '', AlarmDescription: ' \n Disk full soon\nsee wiki' },
      'Disk full soon',
    ],
    ['is the state when there is nothing else', { NewStateReason: null, Trigger: null }, 'in ALARM'],
    [
      'is the state of a metric when that is all',
      { NewStateReason: null, NewStateValue: 'OK' },
      'CPUUtilization back to OK',
    ],
    [
      'names a contributor',
      {
        Trigger: undefined,
        AlarmContributorId: 'a1',
        AlarmContributorAttributes: { endpoint: '/api' },
        NewStateReason: '5 out of 10 contributors evaluated to ALARM',
      },
      '5 out of 10 contributors evaluated to ALARM for endpoint /api',
    ],
    [
      'names the query of a PromQL alarm, which gives no reason',
      { NewStateReason: undefined, Trigger: { EvaluationCriteria: { PromQLCriteria: { Query: 'up == 0' } } } },
      'up == 0 in ALARM',
    ],
    [
      'names the child of a composite alarm',
      { Trigger: null, TriggeringChildren: [child('db: cpu')] },
      'db: cpu in ALARM',
    ],
    [
      'names three children and counts the rest',
      { Trigger: null, TriggeringChildren: ['a', 'b', 'c', 'd', 'e'].map(child) },
      'a, b, c and 2 more in ALARM',
    ],
    [
      'finds the child in the reason',
      {
        Trigger: null,
        TriggeringChildren: [],
        NewStateValue: 'OK',
        NewStateReason: `${child('db').Arn} transitioned to OK at Monday 1 January, 2026`,
      },
      'db back to OK',
    ],
  ])('%s', (_sentence, instead, title) => {
    expect(titleOf(snsAlarm(instead))).toBe(title);
  });

  it('of a composite alarm by EventBridge names the children in its reason data', () => {
    const reasonData = JSON.stringify({ triggeringAlarms: [{ arn: child('db').Arn, state: { value: 'ALARM' } }] });
    expect(titleOf(alarmEvent({ state: { value: 'ALARM', reason: 'x', reasonData } }))).toBe('db in ALARM');
  });

  it('of a Metrics Insights contributor shows the column, not the whole query', () => {
    const reason =
      'Threshold Crossed: 1 datapoint was less than the threshold (1.0). The most recent datapoint which crossed the threshold: [0.0 (01/12/25 13:34:00)].';
    const metrics = [
      { id: 'm1', expression: 'SELECT AVG("Consumed") FROM "AWS/DynamoDB" GROUP BY TableName', returnData: true },
    ];
    const alarmContributor = { id: '6d44', attributes: { TableName: 'orders' } };
    const payload = alarmEvent({ state: { value: 'ALARM', reason }, configuration: { metrics }, alarmContributor });
    expect(titleOf(payload)).toBe('AVG(Consumed) 0 < 1 for TableName orders');
  });

  it('of a log alarm takes the newest result when the reason has none', () => {
    const results = [
      { timestamp: '2026-06-10T12:15:00.000+0000', value: 142 },
      { timestamp: '2026-06-10T12:10:00.000+0000', value: 135 },
    ];
    const NewStateReasonData = { threshold: 100, queryResultsToEvaluate: 5, results };
    const instead = {
      Trigger: undefined,
      NewStateReason: 'Results were greater than the threshold (100.0)',
      NewStateReasonData,
    };
    expect(titleOf(snsAlarm(instead))).toBe('Query result 142 > 100');
  });
});

describe('a number in a title', () => {
  it.each([
    [0, '0'],
    [-0.0666851903306472, '-0.06669'],
    [99.50160229693434, '99.5'],
    [999.96, '1000'],
    [45_628.4, '45628'],
    [1_062_305, '1062305'],
    [15_078_544_179.2, '15080000000'],
    [1e21, '1e+21'],
  ])('%d is written %s', (value, written) => {
    expect(shortNumber(value)).toBe(written);
  });
});
