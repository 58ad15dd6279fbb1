import { describe, expect, it } from 'vitest';
import { read } from '../../src/sources/read.ts';
import { alarmEvent, delivery, envelope, snsAlarm, theEvent } from './read-fixture.ts';

const eventOf = (payload: string) => theEvent(read(payload, delivery));
const text = (value: unknown) => JSON.stringify(value);
const sqs = (body: string) => ({ MessageId: 'm-1', ReceiptHandle: 'r', Body: body });
const record = (body: string) => ({ messageId: 'm-1', receiptHandle: 'r', body, eventSource: 'aws:sqs' });
const times = (count: number, wrap: (inner: string) => string, inner: string): string =>
  count === 0 ? inner : wrap(times(count - 1, wrap, inner));

describe('an alarm is the same event', () => {
  const alarm = snsAlarm();
  it.each([
    ['as text within text', text(text(alarm))],
    ['in an SNS envelope', envelope(alarm)],
    ['in an SNS envelope whose message is no text', envelope('', { Message: JSON.parse(alarm) })],
    ['in an SNS envelope without type', envelope(alarm, { Type: undefined })],
    ['in an SNS envelope without topic', envelope(alarm, { TopicArn: undefined })],
    ["in a Lambda function's SNS records", text({ Records: [{ Sns: JSON.parse(envelope(alarm)) }] })],
    ["in a Lambda function's SQS records", text({ Records: [record(envelope(alarm))] })],
    ['in the answer of ReceiveMessage', text({ Messages: [sqs(alarm)] })],
    ['as a single SQS message', text(sqs(envelope(alarm)))],
    ['in a list', text([JSON.parse(alarm)])],
    ['in an envelope in an envelope in a queue', text({ Messages: [sqs(envelope(envelope(alarm)))] })],
    ['with a byte order mark and blanks around it', `\ufeff \n${alarm}\n `],
  ])('%s', (_how, payload) => {
    expect(eventOf(payload).id).toBe(eventOf(alarm).id);
  });

  it('as an EventBridge event that came through a topic, which is then known', () => {
    const wrapped = eventOf(envelope(alarmEvent()));
    expect(wrapped.id).toBe(eventOf(alarmEvent()).id);
    expect(wrapped.topic).toBe('arn:aws:sns:eu-west-1:111122223333:alarms');
  });
});

describe('layers', () => {
  it('each entry of a batch is read by itself', () => {
    const payload = text({
      Messages: [sqs(snsAlarm()), sqs('{broken'), sqs('plain words'), { MessageId: 'x', ReceiptHandle: 'r' }],
    });
    expect(read(payload, delivery)).toMatchObject([
      { kind: 'event', event: { source: 'cloudwatch' } },
      { kind: 'rejected', reason: 'it looks like JSON and is not', payload: '{broken' },
      { kind: 'event', event: { source: 'other', alarm: 'plain words' } },
      { kind: 'rejected', reason: 'it is missing and no alarm' },
    ]);
  });

  it('may be eight deep, and not nine', () => {
    expect(eventOf(times(8, envelope, snsAlarm())).source).toBe('cloudwatch');
    expect(read(times(9, envelope, snsAlarm()), delivery)).toMatchObject([
      { kind: 'rejected', reason: 'it is wrapped more than 8 times', payload: expect.stringContaining('AlarmName') },
    ]);
    expect(read(times(12, text, 'x'), delivery)).toMatchObject([{ kind: 'rejected' }]);
  });

  it('of JSON itself are counted too, however many', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(read(deep, delivery)).toMatchObject([{ kind: 'rejected' }]);
    expect(read(`{"a":${deep}}`, delivery)).toMatchObject([
      { kind: 'rejected', reason: 'it is nested more than 100 levels deep' },
    ]);
  });

  it('confirmations of subscriptions are nothing to tell', () => {
    for (const Type of ['SubscriptionConfirmation', 'UnsubscribeConfirmation']) {
      expect(read(envelope('You have chosen …', { Type }), delivery)).toMatchObject([{ kind: 'ignored' }]);
    }
  });
});

describe('what cannot be read', () => {
  it.each([
    ['nothing', '', 'it is empty'],
    ['blanks', ' \n\t\u200b', 'it is empty'],
    ['broken JSON', '{"AlarmName": "x"', 'it looks like JSON and is not'],
    ['a broken list', '[1, 2', 'it looks like JSON and is not'],
    ['a number', '42', 'it is a number and no alarm'],
    ['a boolean', 'true', 'it is a boolean and no alarm'],
    ['null', 'null', 'it is null and no alarm'],
    ['an empty object', '{}', 'it is an empty object'],
    ['an empty list', '[]', 'it is an empty list'],
    ['a batch of nothing', '{"Messages":[]}', 'it is an empty list'],
  ])('%s is rejected with its reason', (_what, payload, reason) => {
    const expected = payload.startsWith('{"Messages') ? expect.any(String) : payload;
    expect(read(payload, delivery)).toEqual([{ kind: 'rejected', reason, payload: expected }]);
  });

  it('is kept with the innermost text that failed', () => {
    expect(read(text({ Messages: [sqs(envelope('{oops'))] }), delivery)).toMatchObject([
      { kind: 'rejected', payload: '{oops' },
    ]);
    expect(read(envelope('', { Message: 7 }), delivery)).toMatchObject([
      { reason: "the SNS envelope's Message is a number" },
    ]);
  });

  it('is kept up to 256 KiB, cut between characters, and fit for a database', () => {
    const [long] = read(`{${'é'.repeat(200_000)}`, delivery);
    const kept = long?.kind === 'rejected' ? long.payload : '';
    expect(Buffer.byteLength(kept)).toBeGreaterThan(256 * 1024 - 4);
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(256 * 1024);
    expect(kept).toMatch(/^\{é+$/);
    expect(read('{\0\ud800', delivery)).toMatchObject([{ payload: '{ \ufffd' }]);
  });

  it('does not flood us from a list without end', () => {
    const readings = read(`[${'{},'.repeat(50_000)}{}]`, delivery);
    expect(readings.length).toBe(2_001);
    expect(readings.at(-1)).toMatchObject({ kind: 'rejected', reason: 'it holds 48001 more than 2000 entries' });
  });
});
