import { describe, expect, it } from 'vitest';
import type { Reading } from '../../src/alerts/alarm-event.ts';
import { read } from '../../src/sources/read.ts';
import { EXPECTED_ALARMS } from './read-expected-alarms.ts';
import { EXPECTED_OTHERS } from './read-expected-others.ts';
import { delivery, fixture, fixtureFiles, theEvent } from './read-fixture.ts';

const EXPECTED = { ...EXPECTED_ALARMS, ...EXPECTED_OTHERS };

const told = (reading: Reading): string => {
  if (reading.kind !== 'event')
    return `${reading.kind} | ${reading.kind === 'ignored' ? reading.because : reading.reason}`;
  const { source, condition, at, alarm, title } = reading.event;
  return `${source} ${condition} ${at.toISOString()} | ${alarm} | ${title}`;
};

describe('every fixture', () => {
  it('has its expected reading', () => {
    expect(Object.keys(EXPECTED).toSorted()).toEqual(fixtureFiles());
  });

  it.each(Object.entries(EXPECTED))('%s reads as expected', (file, expected) => {
    expect(read(fixture(file), delivery).map(told)).toEqual(expected);
  });

  it('reads the same when it is delivered again later', () => {
    const later = { ...delivery, receivedAt: new Date('2026-11-20T13:00:00.000Z') };
    const ids = (readings: Reading[]) =>
      readings.map((reading) => (reading.kind === 'event' ? reading.event.id : null));
    for (const file of fixtureFiles()) {
      expect(ids(read(fixture(file), later)), file).toEqual(ids(read(fixture(file), delivery)));
    }
  });
});

describe('a whole event', () => {
  it('has everything that a single-metric notification tells', () => {
    const { id: _id, ...event } = theEvent(
      read(fixture('cloudwatch-sns/alarm-disk-parentheses-in-name.envelope.json'), delivery),
    );
    const arn = 'arn:aws:cloudwatch:ap-southeast-1:111122223333:alarm:node_disk_used(i-007a83a108d6e2c6e)';
    expect(event).toEqual({
      source: 'cloudwatch',
      key: arn,
      alarm: 'node_disk_used(i-007a83a108d6e2c6e)',
      condition: 'firing',
      at: new Date('2024-09-09T01:59:07.423Z'),
      title: 'disk_used_percent 66.66 > 30 for path /, InstanceId i-007a83a108d6e2c6e',
      description: null,
      reason: expect.stringMatching(/^Threshold Crossed: 1 out of the last 1 datapoints \[66\.66201000304783/),
      account: '111122223333',
      region: 'ap-southeast-1',
      metric: {
        namespace: 'CWAgent',
        name: 'disk_used_percent',
        statistic: 'Average',
        expression: null,
        periodSeconds: 300,
        dimensions: [
          { name: 'path', value: '/' },
          { name: 'InstanceId', value: 'i-007a83a108d6e2c6e' },
          { name: 'device', value: 'xvda1' },
          { name: 'fstype', value: 'xfs' },
        ],
        comparison: '>',
        threshold: 30,
        value: 66.66201000304783,
      },
      url: 'https://ap-southeast-1.console.aws.amazon.com/cloudwatch/home?region=ap-southeast-1#alarmsV2:alarm/node_disk_used%28i-007a83a108d6e2c6e%29',
      tags: {},
      facts: [],
      muted: null,
      topic: 'arn:aws:sns:ap-southeast-1:111122223333:OpsTopic',
    });
  });

  it.each([
    [
      'percentile',
      'cloudwatch-sns/alarm-percentile-extended-statistic.message.json',
      { statistic: 'p99', value: 1.9271 },
    ],
    [
      'math expression over one metric',
      'cloudwatch-sns/alarm-metric-math-fill.message.json',
      {
        expression: 'FILL(m1, 0)',
        name: 'CallCount',
        namespace: 'AWS/Usage',
        threshold: 0,
        value: 0,
        comparison: '>=',
      },
    ],
    [
      'math expression over several metrics',
      'cloudwatch-eventbridge/state-change-metric-math.json',
      {
        expression: 'SUM(METRICS())',
        name: null,
        namespace: 'AWS/EC2',
        threshold: 10_000,
        value: 45_628,
        comparison: '>',
      },
    ],
    [
      'anomaly detection',
      'cloudwatch-sns/alarm-anomaly-upper-band-recovered.message.json',
      {
        expression: null,
        name: 'CPUUtilization',
        comparison: 'above the band',
        threshold: null,
        value: 40.609605060341245,
      },
    ],
    [
      'Metrics Insights',
      'cloudwatch-eventbridge/state-change-insights-alarm-level.json',
      { expression: expect.stringMatching(/^SELECT AVG/), periodSeconds: 60, value: null },
    ],
  ])('tells the metric of %s', (_kind, file, metric) => {
    expect(theEvent(read(fixture(file), delivery)).metric).toMatchObject(metric);
  });

  it('tells tags, and who muted the alarm', () => {
    const tagged = theEvent(read(fixture('cloudwatch-eventbridge/state-change-with-alarm-tags.json'), delivery));
    expect(tagged.tags).toEqual({ team: 'payments', environment: 'production', 'cost-center': '1042' });
    expect(tagged.muted).toBeNull();
    const muted = theEvent(read(fixture('cloudwatch-eventbridge/state-change-single-metric-muted.json'), delivery));
    expect(muted.muted).toBe('mute rule testMute until 2026-01-01 12:00 UTC');
  });

  it('counts one state change once, though two SQS messages bring it', () => {
    const ids = read(fixture('sqs/receive-message-batch-mixed.json'), delivery).map((reading) =>
      reading.kind === 'event' ? reading.event.id : null,
    );
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toBe(ids[2]);
  });
});
