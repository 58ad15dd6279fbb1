import { describe, expect, it } from 'vitest';
import { read } from '../../src/sources/read.ts';
import { readAlertmanager } from '../../src/sources/read-alertmanager.ts';
import { delivery, envelope, fixture, snsAlarm, theEvent } from './read-fixture.ts';

const firing = {
  status: 'firing',
  labels: { alertname: 'Down', job: 'node', instance: 'a:9100' },
  annotations: { summary: 'a is down', description: 'since long', runbook_url: 'https://wiki.example.com/down' },
  startsAt: '2026-11-20T09:10:21.97646943Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus.example.com/graph',
  fingerprint: 'a2a7f00be1c7fd3c',
};
const body = (alerts: unknown[], group: Record<string, unknown> = {}) =>
  JSON.stringify({ version: '4', receiver: 'all', externalURL: 'https://alertmanager.example.com', alerts, ...group });
const eventOf = (alert: Record<string, unknown>, group = {}) =>
  theEvent(readAlertmanager(body([alert], group), delivery));

describe("Alertmanager's webhook", () => {
  it('tells all of an alert', () => {
    const { id: _id, ...event } = eventOf(firing);
    expect(event).toEqual({
      source: 'alertmanager',
      key: 'a2a7f00be1c7fd3c',
      alarm: 'Down',
      condition: 'firing',
      at: new Date('2026-11-20T09:10:21.976Z'),
      title: 'a is down',
      description: 'since long',
      reason: null,
      account: null,
      region: null,
      metric: null,
      url: 'http://prometheus.example.com/graph',
      tags: {},
      facts: [
        { label: 'runbook_url', value: 'https://wiki.example.com/down' },
        { label: 'job', value: 'node' },
        { label: 'instance', value: 'a:9100' },
      ],
      muted: null,
      topic: null,
    });
  });

  it('a repeat is the same event, a new firing and the end are others', () => {
    const ended = { ...firing, status: 'resolved', endsAt: '2026-11-20T09:20:00Z' };
    const again = { ...firing, startsAt: '2026-11-20T10:00:00Z' };
    const ids = [firing, ended, again].map((alert) => eventOf(alert).id);
    expect(new Set(ids).size).toBe(3);
    expect(eventOf(firing, { notification_reason: 'repeat interval elapsed' }).id).toBe(ids[0]);
    expect(eventOf(ended).at).toEqual(new Date('2026-11-20T09:20:00Z'));
    expect(eventOf({ ...ended, startsAt: 'lost' }).id).toBe(ids[1]);
  });

  it('an alert that cannot be read is rejected alone, with its own text', () => {
    const readings = readAlertmanager(
      body([firing, { ...firing, status: 'paused' }, 7, { ...firing, status: 'constructor' }]),
      delivery,
    );
    expect(readings.map(({ kind }) => kind)).toEqual(['event', 'rejected', 'rejected', 'rejected']);
    expect(readings[1]).toMatchObject({
      reason: 'alerts[1].status is neither firing nor resolved',
      payload: expect.stringMatching(/^\{"status":"paused"/),
    });
    expect(readings[2]).toMatchObject({ reason: 'alerts[2] is a number', payload: '7' });
  });

  it('alerts that were cut off are counted on each', () => {
    const facts = eventOf(firing, { truncatedAlerts: 3 }).facts;
    expect(facts[0]).toEqual({ label: 'Cut off', value: '3 more of this group did not come (max_alerts)' });
    expect(eventOf(firing, { truncatedAlerts: 0 }).facts[0]?.label).toBe('runbook_url');
  });

  it('without a fingerprint the labels identify it, in any order', () => {
    const one = eventOf({ ...firing, fingerprint: null }).key;
    const labels = Object.fromEntries(Object.entries(firing.labels).toReversed());
    expect(eventOf({ ...firing, fingerprint: undefined, labels }).key).toBe(one);
    expect(eventOf({ ...firing, fingerprint: null, labels: { ...labels, job: 'other' } }).key).not.toBe(one);
  });

  it.each([
    ['the alertname', firing.labels, 'Down'],
    ['the job', { alertname: ' ', job: 'node', instance: 'a' }, 'node'],
    ['the instance', { instance: 'a' }, 'a'],
    ['unnamed', { severity: 'page' }, 'unnamed'],
  ])('the name is %s', (_what, labels, alarm) => {
    expect(eventOf({ ...firing, labels }).alarm).toBe(alarm);
  });

  it.each([
    ['summary', { summary: 's\u202e one\nline two', description: 'd', message: 'm' }, 's one'],
    ['description', { description: 'd', message: 'm' }, 'd'],
    ['message', { message: 'm' }, 'm'],
    ['labels', null, 'firing for job node, instance a:9100'],
  ])('the title is the %s', (_what, annotations, title) => {
    expect(eventOf({ ...firing, annotations }).title).toBe(title);
  });

  it('only links of the web are links', () => {
    const generatorURL = 'javascript:alert(1)';
    expect(eventOf({ ...firing, generatorURL }).url).toBe('https://alertmanager.example.com/');
    expect(eventOf({ ...firing, generatorURL }, { externalURL: 'https://user:secret@host/' }).url).toBeNull();
  });

  it.each([
    ['no alerts', body([]), 'alerts is an empty list'],
    ['alerts that are none', body([], { alerts: {} }), 'alerts is an object'],
    ['nothing', ' \n', 'it is empty'],
    ['broken JSON', '{"alerts":[', 'it looks like JSON and is not'],
    ['plain text', 'hello', 'it is no webhook body of Alertmanager'],
    ["another system's", snsAlarm(), 'it is no webhook body of Alertmanager'],
    ['a subscription', envelope('x', { Type: 'SubscriptionConfirmation' }), 'it is no webhook body of Alertmanager'],
  ])('%s is rejected', (_what, payload, reason) => {
    expect(readAlertmanager(payload, delivery)).toEqual([{ kind: 'rejected', reason, payload }]);
  });

  it('a body is known without being told whose it is, also one of version 3 or the barest', () => {
    expect(theEvent(read(fixture('alertmanager/webhook-v3-legacy.json'), delivery)).alarm).toBe('failedConnect');
    expect(theEvent(read(JSON.stringify({ alerts: [firing] }), delivery)).key).toBe(firing.fingerprint);
  });
});
