import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CloudWatchStandIn, type StandInAlarm, startCloudWatch } from '../../sandbox/aws/cloudwatch.ts';

const arn = (name: string) => `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${name}`;
const alarm = (name: string, more: Partial<StandInAlarm> = {}): StandInAlarm => ({
  AlarmName: name,
  AlarmArn: arn(name),
  StateValue: 'OK',
  StateUpdatedTimestamp: 1_795_000_000.5,
  ...more,
});
let standIn: CloudWatchStandIn;
let client: CloudWatch;

beforeEach(async () => {
  standIn = await startCloudWatch();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new CloudWatch({ region: 'eu-west-1', endpoint: standIn.url, credentials, maxAttempts: 1 });
});

afterEach(async () => {
  client.destroy();
  await standIn.stop();
});

describe('the CloudWatch stand-in', () => {
  it('lists metric alarms alone, unless other types are asked for', async () => {
    standIn.setAlarms([
      alarm('cpu'),
      alarm('all', { type: 'CompositeAlarm', AlarmRule: 'ALARM(cpu)' }),
      alarm('words', { type: 'LogAlarm' }),
    ]);
    const unasked = await client.describeAlarms({});
    expect([unasked.MetricAlarms?.length, unasked.CompositeAlarms, unasked.LogAlarms]).toEqual([1, [], []]);
    const asked = await client.describeAlarms({ AlarmTypes: ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'] });
    expect(asked.CompositeAlarms).toMatchObject([{ AlarmName: 'all', AlarmRule: 'ALARM(cpu)' }]);
    expect(asked.LogAlarms).toMatchObject([{ AlarmName: 'words' }]);
    expect(asked.MetricAlarms?.[0]?.StateUpdatedTimestamp).toEqual(new Date(1_795_000_000_500));
  });

  it('gives long lists in pages', async () => {
    standIn.setAlarms(['a', 'b', 'c'].map((name) => alarm(name)));
    const first = await client.describeAlarms({ MaxRecords: 2 });
    const second = await client.describeAlarms({ MaxRecords: 2, NextToken: first.NextToken });
    const names = [first, second].map((page) => page.MetricAlarms?.map(({ AlarmName }) => AlarmName));
    expect(names).toEqual([['a', 'b'], ['c']]);
    expect(second.NextToken).toBeUndefined();
    await expect(client.describeAlarms({ NextToken: 'made up' })).rejects.toMatchObject({ name: 'InvalidNextToken' });
  });

  it('lists by state, name and prefix', async () => {
    standIn.setAlarms([alarm('web-cpu', { StateValue: 'ALARM' }), alarm('web-disk'), alarm('db-cpu')]);
    const listed = async (filter: object) =>
      (await client.describeAlarms(filter)).MetricAlarms?.map(({ AlarmName }) => AlarmName);
    expect(await listed({ StateValue: 'ALARM' })).toEqual(['web-cpu']);
    expect(await listed({ AlarmNamePrefix: 'web-' })).toEqual(['web-cpu', 'web-disk']);
    expect(await listed({ AlarmNames: ['db-cpu', 'nobody'] })).toEqual(['db-cpu']);
  });

  it.each([
    ['more records than 100', { MaxRecords: 101 }],
    ['a type that is none', { AlarmTypes: ['Alarm'] }],
    ['a state that is none', { StateValue: 'FIRING' }],
  ])('refuses %s', async (_what, input: object) => {
    await expect(client.describeAlarms(input)).rejects.toMatchObject({ name: 'ValidationException', $fault: 'client' });
  });

  it('tells the tags of an alarm', async () => {
    standIn.setAlarms([alarm('cpu', { tags: { team: 'web' } })]);
    expect((await client.listTagsForResource({ ResourceARN: arn('cpu') })).Tags).toEqual([
      { Key: 'team', Value: 'web' },
    ]);
    const unknown = client.listTagsForResource({ ResourceARN: arn('nobody') });
    await expect(unknown).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('throttles and denies as it is told', async () => {
    standIn.fail('DescribeAlarms', { error: 'Throttling' });
    await expect(client.describeAlarms({})).rejects.toMatchObject({ name: 'Throttling' });
    standIn.fail('DescribeAlarms', { error: 'AccessDenied' });
    await expect(client.describeAlarms({})).rejects.toMatchObject({ name: 'AccessDenied' });
    expect((await client.describeAlarms({})).MetricAlarms).toEqual([]);
  });
});
