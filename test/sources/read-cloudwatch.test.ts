import { describe, expect, it } from 'vitest';
import { read } from '../../src/sources/read.ts';
import { alarmEvent, delivery, envelope, fixtureJson, snsAlarm, theEvent } from './read-fixture.ts';

const eventOf = (payload: string) => theEvent(read(payload, delivery));
const ARN = 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:cpu-high';

describe('the key of an alarm', () => {
  it('is its ARN, whatever stands in it', () => {
    expect(eventOf(snsAlarm()).key).toBe(ARN);
    const sample = 'arn:aws:cloudwatch:REGION:ACCOUNT_NUMBER:alarm:EXAMPLE';
    expect(eventOf(snsAlarm({ AlarmArn: sample })).key).toBe(sample);
  });

  it('has the contributor behind it, told by SNS and EventBridge alike', () => {
    const fromSns = eventOf(snsAlarm({ AlarmContributorId: '6d442278dba546f6' }));
    const fromEventBridge = eventOf(
      alarmEvent(
        { alarmContributor: { id: '6d442278dba546f6' } },
        { 'detail-type': 'CloudWatch Alarm Contributor State Change' },
      ),
    );
    expect(fromSns.key).toBe(`${ARN}#6d442278dba546f6`);
    expect(fromEventBridge.key).toBe(fromSns.key);
    expect(fromEventBridge.id).toBe(fromSns.id);
  });

  it.each([
    ['the display name', snsAlarm({ AlarmArn: null }), '111122223333:eu-west-1:cpu-high'],
    ['its topic', envelope(snsAlarm({ AlarmArn: null, Region: 'Elsewhere' })), '111122223333:eu-west-1:cpu-high'],
    ['an event', alarmEvent({}, { resources: [] }), '111122223333:eu-west-1:cpu-high'],
    ['the text that came', snsAlarm({ AlarmArn: null, Region: 'Moon (Base)' }), '111122223333:Moon (Base):cpu-high'],
  ])('without an ARN is account, region and name, the region from %s', (_where, payload, key) => {
    expect(eventOf(payload).key).toBe(key);
  });

  it('stays short enough for an index, and still tells alarms apart', () => {
    const [one, other] = ['a', 'b'].map((end) => eventOf(snsAlarm({ AlarmArn: `arn:${'x'.repeat(5_000)}${end}` })).key);
    expect(Buffer.byteLength(one ?? '')).toBeLessThan(2_000);
    expect(one).not.toBe(other);
  });
});

describe('the state', () => {
  it.each([
    ['ALARM', 'firing'],
    ['OK', 'recovered'],
    ['INSUFFICIENT_DATA', 'no_data'],
  ])('%s is %s by both roads', (state, condition) => {
    expect(eventOf(snsAlarm({ NewStateValue: state })).condition).toBe(condition);
    expect(eventOf(alarmEvent({ state: { value: state } })).condition).toBe(condition);
  });

  it.each([
    ['NewStateValue', snsAlarm({ NewStateValue: 'BROKEN' })],
    ['NewStateValue', snsAlarm({ NewStateValue: null })],
    ['NewStateValue', snsAlarm({ NewStateValue: 'constructor' })],
    ['detail.state.value', alarmEvent({ state: 'ALARM' })],
    ['alarmData.state.value', JSON.stringify({ alarmArn: ARN, alarmData: { alarmName: 'x' } })],
    ['AlarmName', snsAlarm({ AlarmName: 7, AlarmArn: null })],
    ['AlarmName', snsAlarm({ AlarmName: '\u200b\u202e', AlarmArn: null })],
  ])('or a name that cannot be read is rejected, naming %s', (field, payload) => {
    expect(read(payload, delivery)).toEqual([
      { kind: 'rejected', reason: expect.stringContaining(field), payload: expect.stringContaining('{') },
    ]);
  });

  it('survives without a name when the ARN has one, colons and all', () => {
    expect(eventOf(snsAlarm({ AlarmName: null, AlarmArn: `${ARN}:really` })).alarm).toBe('cpu-high:really');
  });
});

describe('the time', () => {
  const untimed = { StateChangeTime: 'soon' };
  it.each([
    ['its own', envelope(snsAlarm()), '2026-11-20T09:00:00.123Z'],
    ["SNS's when its own cannot be read", envelope(snsAlarm(untimed)), '2026-11-20T09:00:01.000Z'],
    ["the event's", alarmEvent({ state: { value: 'ALARM' } }), '2026-11-20T09:00:00.000Z'],
    [
      "the queue's",
      JSON.stringify({
        Messages: [{ MessageId: 'm', Body: snsAlarm(untimed), Attributes: { SentTimestamp: '1795165200500' } }],
      }),
      '2026-11-20T09:00:00.500Z',
    ],
    ['that of arrival when nothing tells', snsAlarm(untimed), '2026-11-20T12:00:00.000Z'],
    [
      'that of arrival instead of a year that cannot be',
      snsAlarm({ StateChangeTime: '0001-01-01T00:00:00Z' }),
      '2026-11-20T12:00:00.000Z',
    ],
  ])('is %s', (_whose, payload, at) => {
    expect(eventOf(payload).at).toEqual(new Date(at));
  });

  it('of arrival does not make a second event of the same delivery', () => {
    const later = { ...delivery, receivedAt: new Date('2026-11-20T12:30:00Z') };
    expect(theEvent(read(snsAlarm(untimed), later)).id).toBe(eventOf(snsAlarm(untimed)).id);
  });
});

describe('other things told', () => {
  it.each([
    ['a map', { team: 'db', size: 3 }],
    ['a list', [{ key: 'team', value: 'db' }, { Key: 'size', Value: '3' }, 'junk', { Key: null }]],
  ])('tags may be %s', (_form, AlarmTags) => {
    expect(eventOf(snsAlarm({ AlarmTags })).tags).toEqual({ team: 'db', size: '3' });
  });

  it('a tag cannot change how objects work', () => {
    const { tags } = eventOf(snsAlarm().replace('{', '{"AlarmTags":{"__proto__":"polluted"},'));
    expect(Object.entries(tags)).toEqual([['__proto__', 'polluted']]);
  });

  it('a suppressor is told', () => {
    const state = { value: 'ALARM', actionsSuppressedBy: 'Alarm', actionsSuppressedReason: 'Maintenance in ALARM' };
    expect(eventOf(alarmEvent({ state })).muted).toBe('suppressed by Alarm: Maintenance in ALARM');
  });

  it("a contributor's attributes and a composite's rule are facts", () => {
    const payload = snsAlarm({
      AlarmContributorAttributes: { TableName: 'orders' },
      AlarmRule: 'ALARM(a) OR ALARM(b)',
    });
    expect(eventOf(payload).facts).toEqual([
      { label: 'TableName', value: 'orders' },
      { label: 'Rule', value: 'ALARM(a) OR ALARM(b)' },
    ]);
  });

  it.each([
    ['aws', 'eu-west-1', 'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1'],
    ['aws-cn', 'cn-north-1', 'https://cn-north-1.console.amazonaws.cn/cloudwatch/home?region=cn-north-1'],
    [
      'aws-us-gov',
      'us-gov-west-1',
      'https://us-gov-west-1.console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1',
    ],
  ])('the link leads to the console of the partition %s', (partition, region, page) => {
    const payload = snsAlarm({
      AlarmName: "a b/(c)'%?é",
      AlarmArn: `arn:${partition}:cloudwatch:${region}:111122223333:alarm:a`,
    });
    expect(eventOf(payload).url).toBe(`${page}#alarmsV2:alarm/a%20b%2F%28c%29%27%25%3F%C3%A9`);
  });

  it('there is no link without a region, nor to a console that is not known', () => {
    expect(eventOf(snsAlarm({ AlarmArn: null, Region: 'evil.example/' })).url).toBeNull();
    expect(eventOf(snsAlarm({ AlarmArn: 'arn:aws-iso:cloudwatch:us-iso-east-1:1:alarm:a' })).url).toBeNull();
  });

  it('a Lambda action and a bare detail are read as the event would be', () => {
    const event = fixtureJson('cloudwatch-eventbridge/state-change-single-metric.json');
    const whole = eventOf(JSON.stringify(event));
    const action = {
      source: 'aws.cloudwatch',
      alarmArn: whole.key,
      accountId: '123456789012',
      alarmData: event['detail'],
    };
    expect(eventOf(JSON.stringify(action)).id).toBe(whole.id);
    expect(eventOf(JSON.stringify(event['detail'])).title).toBe(whole.title);
  });

  it('a detail type that is lost or partial does not lose the alarm', () => {
    expect(eventOf(alarmEvent({}, { 'detail-type': 7, source: null, version: undefined })).id).toBe(
      eventOf(alarmEvent()).id,
    );
  });
});
