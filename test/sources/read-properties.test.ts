import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmEvent, Delivery, Reading } from '../../src/alerts/alarm-event.ts';
import { read } from '../../src/sources/read.ts';
import { readAlertmanager } from '../../src/sources/read-alertmanager.ts';
import { readPingdom } from '../../src/sources/read-pingdom.ts';
import { alarmEvent, delivery, envelope, snsAlarm, theEvent } from './read-fixture.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 300 });
const anyJson = fc.jsonValue({ maxDepth: 4 });

// Names the reader looks at, with anything behind them: what plain random JSON would never hit.
const KNOWN = [
  'Message',
  'Type',
  'TopicArn',
  'Subject',
  'Timestamp',
  'Records',
  'Sns',
  'Messages',
  'Body',
  'MessageId',
  'body',
  'receiptHandle',
];
const ALARM = [
  'AlarmName',
  'AlarmArn',
  'NewStateValue',
  'NewStateReason',
  'StateChangeTime',
  'Region',
  'Trigger',
  'Metrics',
  'Dimensions',
  'AlarmTags',
];
const EVENT = [
  'detail-type',
  'detail',
  'resources',
  'state',
  'alarmName',
  'configuration',
  'value',
  'reason',
  'reasonData',
  'alarmData',
  'time',
];
const ALERT = [
  'alerts',
  'labels',
  'annotations',
  'status',
  'fingerprint',
  'startsAt',
  'receiver',
  'groupKey',
  'truncatedAlerts',
  'check_id',
  'check_name',
  'current_state',
];
const key = fc.oneof(fc.constantFrom(...KNOWN, ...ALARM, ...EVENT, ...ALERT), anyText);
const word = fc.constantFrom(
  'ALARM',
  'OK',
  'firing',
  'resolved',
  'DOWN',
  'Notification',
  'CloudWatch Alarm State Change',
  'arn:aws:x',
  'constructor',
  '__proto__',
  '\u200b',
);
const { shaped } = fc.letrec((tie) => ({
  shaped: fc.oneof(
    { maxDepth: 5 },
    word,
    anyText,
    fc.double(),
    fc.constant(null),
    fc.array(tie('shaped'), { maxLength: 3 }),
    fc.dictionary(key, tie('shaped'), { maxKeys: 8 }),
    tie('shaped').map((inner) => JSON.stringify(inner) ?? ''),
  ),
}));

const INVISIBLE = /[\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]/u;

function expectSound({ id, key, alarm, title, url, facts, at, description, reason }: AlarmEvent): void {
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(key).not.toBe('');
  expect(Buffer.byteLength(key)).toBeLessThanOrEqual(2_000);
  for (const [line, most] of [
    [alarm, 255],
    [title, 150],
  ] as const) {
    expect(line.trim()).not.toBe('');
    expect(line.length).toBeLessThanOrEqual(most);
    expect(line).not.toMatch(INVISIBLE);
  }
  expect(url ?? 'https://').toMatch(/^https?:\/\//);
  expect(facts.length).toBeLessThanOrEqual(20);
  for (const { value } of facts) expect(value.length).toBeLessThanOrEqual(300);
  expect(at.getTime()).not.toBeNaN();
  expect(`${description}${reason}`).not.toMatch(/[\0\p{Cs}]/u);
}

const expectAllSound = (readings: readonly Reading[]): void => {
  expect(readings.length).toBeGreaterThan(0);
  for (const reading of readings) if (reading.kind === 'event') expectSound(reading.event);
};

describe('whatever comes', () => {
  it.each([
    ['read', read],
    ['readAlertmanager', readAlertmanager],
    ['readPingdom', readPingdom],
  ])('%s tells something sound of any text', (_name, reader) => {
    fc.assert(fc.property(anyText, (payload) => expectAllSound(reader(payload, delivery))));
  });

  it.each([
    ['read', read],
    ['readAlertmanager', readAlertmanager],
    ['readPingdom', readPingdom],
  ])('%s tells something sound of any JSON', (_name, reader) => {
    const payload = fc.oneof(anyJson, shaped).map((value) => JSON.stringify(value) ?? '');
    fc.assert(
      fc.property(payload, (text) => expectAllSound(reader(text, delivery))),
      { numRuns: 1_000 },
    );
  });
});

describe('one change by two roads', () => {
  const place = fc.constantFrom(['aws', 'eu-west-1'], ['aws-cn', 'cn-north-1'], ['aws-us-gov', 'us-gov-east-1']);
  const change = fc.record({
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => /[a-z]/i.test(text)),
    place,
    account: fc.stringMatching(/^[1-9]\d{11}$/),
    state: fc.constantFrom('ALARM', 'OK', 'INSUFFICIENT_DATA'),
    at: fc.date({ min: new Date('2010-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
  });
  type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
  const arnOf = ({ name, place: [partition, region], account }: Change) =>
    `arn:${partition}:cloudwatch:${region}:${account}:alarm:${name}`;
  const written = (at: Date) => at.toISOString().replace('Z', '+0000');
  const bySns = (it: Change) =>
    envelope(
      snsAlarm({
        AlarmName: it.name,
        AlarmArn: arnOf(it),
        AWSAccountId: it.account,
        NewStateValue: it.state,
        StateChangeTime: written(it.at),
      }),
    );
  const byEvent = (it: Change) =>
    alarmEvent(
      { alarmName: it.name, state: { value: it.state, timestamp: written(it.at) } },
      { resources: [arnOf(it)], account: it.account, region: it.place[1] },
    );
  const eventOf = (payload: string, messageId: string | null = null) => {
    const road: Delivery = { ...delivery, messageId };
    return theEvent(read(payload, road));
  };

  it('has one id, key and link', () => {
    fc.assert(
      fc.property(change, anyText, (it, messageId) => {
        const [sns, event] = [eventOf(bySns(it), messageId), eventOf(byEvent(it))];
        const same = ({ id, key: itsKey, alarm, condition, at, url }: AlarmEvent) => ({
          id,
          itsKey,
          alarm,
          condition,
          at,
          url,
        });
        expect(same(event)).toEqual(same(sns));
      }),
    );
  });

  it('has another id when the alarm, the state or the instant is another', () => {
    fc.assert(
      fc.property(change, change, (one, other) => {
        const isSame = arnOf(one) === arnOf(other) && one.state === other.state && +one.at === +other.at;
        expect(eventOf(bySns(one)).id === eventOf(byEvent(other)).id).toBe(isSame);
      }),
    );
    const one: Change = {
      name: 'a',
      place: ['aws', 'eu-west-1'],
      account: '111122223333',
      state: 'ALARM',
      at: new Date('2026-01-01'),
    };
    const others: Change[] = [
      { ...one, name: 'b' },
      { ...one, state: 'OK' },
      { ...one, at: new Date('2026-01-01T00:00:00.001Z') },
    ];
    expect(new Set([one, ...others].map((it) => eventOf(bySns(it)).id)).size).toBe(4);
  });
});
