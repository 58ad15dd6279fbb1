import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { literalCount } from '../../src/playbooks/glob.ts';
import { loadPlaybooks } from '../../src/playbooks/load.ts';
import { type AlarmSubject, matchPlaybook, subjectNamed } from '../../src/playbooks/match.ts';
import { renderPages } from '../../src/playbooks/render.ts';
import { findTies } from '../../src/playbooks/ties.ts';
import { subject } from './build.ts';
import { allText, expectNothingLive, expectWithinLimits } from './slack-limits.ts';

const root = join(import.meta.dirname, '../..');
const { playbooks, problems } = await loadPlaybooks(join(root, 'playbooks'));

const fileOf = (alarm: AlarmSubject): string => {
  const match = matchPlaybook(playbooks, alarm);
  return match.kind === 'match' ? match.playbook.file : match.kind;
};

type Payload = {
  Message?: string;
  AlarmName?: string;
  Trigger?: { Namespace?: string; MetricName?: string };
  detail?: {
    alarmName: string;
    configuration: { metrics: { metricStat: { metric: { namespace: string; name: string } } }[] };
  };
};

/** What a CloudWatch payload says about its alarm, read as simply as the fixtures allow. */
async function alarmIn(file: string): Promise<AlarmSubject> {
  const outer: Payload = JSON.parse(await readFile(join(root, 'test/fixtures', file), 'utf8'));
  const { AlarmName, Trigger, detail }: Payload = outer.Message ? JSON.parse(outer.Message) : outer;
  const metric = detail?.configuration.metrics[0]?.metricStat.metric;
  return subject({
    alarm: AlarmName ?? detail?.alarmName ?? '',
    namespace: Trigger?.Namespace ?? metric?.namespace ?? null,
    metric: Trigger?.MetricName ?? metric?.name ?? null,
  });
}

describe('the playbooks that come with it', () => {
  it('are six, without a problem', () => {
    expect(problems).toEqual([]);
    expect(playbooks.map(({ file }) => file)).toEqual([
      'alb-5xx.md',
      'disk-space.md',
      'ec2-cpu.md',
      'lambda-errors.md',
      'rds-storage-and-connections.md',
      'sqs-oldest-message.md',
    ]);
  });

  it.each(playbooks)('$file has the four sections, and each says something', ({ sections }) => {
    expect(sections.map(({ title }) => title)).toEqual(['Triage', 'Diagnosis', 'Mitigation', 'Recovery']);
    for (const { markdown } of sections) expect(markdown.length).toBeGreaterThan(300);
  });

  it.each(playbooks)('$file fits Slack on two pages, and its commands come out whole', async (page) => {
    const pages = await renderPages(page, []);
    expectWithinLimits(pages);
    expectNothingLive(allText(pages));
    expect(pages.length).toBeLessThanOrEqual(2);
    const commands = page.markdown.match(/^ +aws \S+ \S+/gm) ?? [];
    expect(commands.length).toBeGreaterThan(2);
    for (const command of commands) expect(allText(pages)).toContain(command.trim());
  });
});

describe('the alarms that they cover', () => {
  it.each([
    ['cloudwatch-eventbridge/state-change-single-metric.json', 'ec2-cpu.md'],
    ['cloudwatch-sns/alarm-rds-long-cdk-name.message.json', 'rds-storage-and-connections.md'],
    ['cloudwatch-sns/alarm-disk-parentheses-in-name.envelope.json', 'disk-space.md'],
    ['cloudwatch-sns/alarm-disk-recovered.envelope.json', 'disk-space.md'],
    ['cloudwatch-sns/alarm-s3-bucket-size.envelope.json', 'none'],
    ['cloudwatch-sns/alarm-percentile-extended-statistic.message.json', 'none'],
    ['cloudwatch-sns/alarm-anomaly-upper-band-recovered.message.json', 'none'],
  ])('%s gets %s', async (fixture, file) => {
    expect(fileOf(await alarmIn(fixture))).toBe(file);
  });

  const metrics: [namespace: string, metric: string, file: string][] = [
    ['AWS/EC2', 'CPUUtilization', 'ec2-cpu.md'],
    ['AWS/EC2', 'CPUCreditBalance', 'ec2-cpu.md'],
    ['CWAgent', 'cpu_usage_steal', 'ec2-cpu.md'],
    ['AWS/RDS', 'FreeStorageSpace', 'rds-storage-and-connections.md'],
    ['AWS/RDS', 'DatabaseConnections', 'rds-storage-and-connections.md'],
    ['AWS/ApplicationELB', 'HTTPCode_ELB_5XX_Count', 'alb-5xx.md'],
    ['AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count', 'alb-5xx.md'],
    ['AWS/ApplicationELB', 'HTTPCode_ELB_503_Count', 'alb-5xx.md'],
    ['AWS/ApplicationELB', 'UnHealthyHostCount', 'alb-5xx.md'],
    ['AWS/SQS', 'ApproximateAgeOfOldestMessage', 'sqs-oldest-message.md'],
    ['AWS/Lambda', 'Errors', 'lambda-errors.md'],
    ['AWS/Lambda', 'Throttles', 'lambda-errors.md'],
    ['CWAgent', 'disk_used_percent', 'disk-space.md'],
    ['CWAgent', 'disk_inodes_free', 'disk-space.md'],
  ];

  it.each(metrics)('%s %s gets %s, whatever the alarm is called', (namespace, metric, file) => {
    for (const alarm of ['x', 'lambda-errors', 'disk-full', 'ec2-cpu', 'dlq', 'TheDatabaseConnections']) {
      expect(fileOf(subject({ alarm, namespace, metric }))).toBe(file);
    }
  });

  it('get a playbook by their metric rather than by their name', () => {
    const patterns = playbooks.flatMap(({ alarms }) => alarms);
    const literals = (fields: Record<string, string | undefined>): number =>
      literalCount(Object.values(fields).join(''));
    const byName = patterns.filter(({ name }) => name !== undefined).map(literals);
    const byMetric = patterns.filter(({ metric }) => metric !== undefined).map(literals);
    expect(Math.max(...byName)).toBeLessThan(Math.min(...byMetric));
  });

  const names: [alarm: string, file: string][] = [
    ['prod-ec2-web-cpu-high', 'ec2-cpu.md'],
    ['ServerCpuTooHigh', 'ec2-cpu.md'],
    ['prod-rds-free-storage-low', 'rds-storage-and-connections.md'],
    ['rds-orders-disk-space', 'rds-storage-and-connections.md'],
    ['checkout-alb-5xx', 'alb-5xx.md'],
    ['orders-sqs-oldest-message', 'sqs-oldest-message.md'],
    ['orders-dlq-not-empty', 'sqs-oldest-message.md'],
    ['resize-lambda-errors', 'lambda-errors.md'],
    ['node_disk_used(i-007a83a108d6e2c6e)', 'disk-space.md'],
    ['RDS Prod - CPU Util', 'none'],
  ];

  it.each(names)('an alarm of another system called %s gets %s', (alarm, file) => {
    expect(fileOf(subjectNamed(alarm))).toBe(file);
  });

  it('never tie', () => {
    const alarms = [
      ...names.map(([alarm]) => subjectNamed(alarm)),
      ...metrics.flatMap(([namespace, metric]) => names.map(([alarm]) => subject({ alarm, namespace, metric }))),
    ];
    expect(findTies(playbooks, alarms)).toEqual([]);
  });
});
