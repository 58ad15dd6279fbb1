import { describe, expect, it } from 'vitest';
import { read } from '../../src/sources/read.ts';
import { delivery, envelope, fixture, theEvent } from './read-fixture.ts';

const eventOf = (payload: string, messageId: string | null = null) =>
  theEvent(read(payload, { ...delivery, messageId }));

describe('what is valid and no alarm', () => {
  it('is one event that shows what came', () => {
    const { id, ...event } = eventOf(envelope('Disk is full\nreally', { Subject: 'Look' }));
    expect(event).toEqual({
      source: 'other',
      key: id,
      alarm: 'Look',
      condition: 'firing',
      at: new Date('2026-11-20T09:00:01.000Z'),
      title: 'Disk is full',
      description: 'Disk is full\nreally',
      reason: null,
      account: '111122223333',
      region: 'eu-west-1',
      metric: null,
      url: null,
      tags: {},
      facts: [],
      muted: null,
      topic: 'arn:aws:sns:eu-west-1:111122223333:alarms',
    });
  });

  it('counts once a message, not once a text', () => {
    expect(eventOf('hello', 'm-1').id).toBe(eventOf('hello', 'm-1').id);
    expect(eventOf('hello', 'm-2').id).not.toBe(eventOf('hello', 'm-1').id);
    expect(eventOf(envelope('hello'), 'm-2').id).toBe(eventOf(envelope('hello'), 'm-1').id);
  });

  it('counts an EventBridge event once, by whatever road it came', () => {
    const event = fixture('sns-other/aws-health.eventbridge.json');
    expect(eventOf(envelope(event), 'm-1').id).toBe(eventOf(event, 'm-2').id);
  });

  it.each([
    ['its first line', 'Disk is full\n\n see wiki', 'Disk is full', 'see wiki'],
    ['its only line', 'Disk is full', 'Disk is full', 'Plain text message'],
    ['the start of a long line', 'x'.repeat(120), `${'x'.repeat(99)}…`, 'x'.repeat(120)],
    ['text within JSON text', '"Disk is full"', 'Disk is full', 'Plain text message'],
    ['a quotation', '"Disk" is full', '"Disk" is full', 'Plain text message'],
  ])('plain text goes by %s', (_what, payload, alarm, title) => {
    expect(eventOf(payload)).toMatchObject({ alarm, title });
  });

  it.each([
    [
      'its detail type',
      { 'detail-type': 'Glue Job State Change', detail: { state: 'FAILED', message: 'exit 1' } },
      'Glue Job State Change',
      'FAILED: exit 1',
    ],
    [
      'service and event',
      { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'b' },
      'Amazon S3: s3:TestEvent',
      'No alarm of a known kind',
    ],
    [
      'what it has, when its type shows nothing',
      { 'detail-type': '\u200b', n: 1 },
      'JSON with detail-type, n',
      'No alarm of a known kind',
    ],
    ['what it has', { a: 1, b: 2, c: 3, d: 4 }, 'JSON with a, b, c', 'No alarm of a known kind'],
  ])('JSON goes by %s', (_what, payload, alarm, title) => {
    expect(eventOf(JSON.stringify(payload))).toMatchObject({ alarm, title });
  });

  it('a subject goes before, and the detail type is the title then', () => {
    const payload = envelope(JSON.stringify({ 'detail-type': 'Odd Event', detail: { n: 1 } }), { Subject: 'Look' });
    expect(eventOf(payload)).toMatchObject({ alarm: 'Look', title: 'Odd Event' });
  });

  it('shows at most twenty fields, clipped, one line each, and no secrets', () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`f${n}`, n]));
    const { facts } = eventOf(
      JSON.stringify({ token: 'hunter2', auth: { Api_Key: 'hunter2' }, long: `a\n${'x'.repeat(400)}`, ...many }),
    );
    expect(facts).toHaveLength(20);
    expect(facts[0]).toEqual({ label: 'long', value: `a ${'x'.repeat(297)}…` });
    expect(facts[1]).toEqual({ label: 'f0', value: '0' });
    expect(JSON.stringify(facts)).not.toContain('hunter2');
  });

  it('tells what became of a stack, with its lines as facts', () => {
    const { title, facts } = eventOf(fixture('sns-other/cloudformation-stack.message.txt'));
    expect(title).toBe('AWS::CloudFormation::Stack STACK_NAME UPDATE_IN_PROGRESS User Initiated');
    expect(facts).toContainEqual({ label: 'ResourceStatus', value: 'UPDATE_IN_PROGRESS' });
  });

  it.each([
    'cloudwatch-eventbridge/configuration-change-update-metric.json',
    'slow-sql/cloudwatch-logs-control-message.decoded.json',
  ])('%s is known, and nothing to tell', (file) => {
    expect(read(fixture(file), delivery)).toMatchObject([{ kind: 'ignored' }]);
  });
});
