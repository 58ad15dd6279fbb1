import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/config/given.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { MINIMAL, withKey } from './minimal.ts';

const TOPIC = 'arn:aws-us-gov:sns:us-gov-west-1:123456789012:alarms.fifo';

const ROTATION = 'arn:aws:ssm-contacts:eu-west-1:123456789012:rotation/ic';
const CONTACT = 'arn:aws:ssm-contacts:eu-west-1:123456789012:contact/ada';
const PLAN = 'arn:aws:ssm-incidents::123456789012:response-plan/database';

const GOOD: [key: string, value: string, parsed: unknown][] = [
  ['timezone', 'UTC', 'UTC'],
  ['channels.alerts', 'C01ABCDEF', 'C01ABCDEF'],
  ['channels.bugs', 'G01ABCDEF', 'G01ABCDEF'],
  ['channels.war', 'war_room-1', 'war_room-1'],
  ['channels.engineering', 'zespół', 'zespół'],
  ['admins', '[U01AAAAAA, W01BBBBBB]', ['U01AAAAAA', 'W01BBBBBB']],
  ['public_url', 'https://watchbill.example.com', 'https://watchbill.example.com'],
  ['alarms.sqs.queue_url', 'http://127.0.0.1:9324/0/watchbill', 'http://127.0.0.1:9324/0/watchbill'],
  ['alarms.sns.topic_arns', `[${TOPIC}]`, [TOPIC]],
  ['alarms.alertmanager.enabled', 'true', true],
  ['alarms.pingdom.enabled', 'true', true],
  ['alarms.pingdom.channel', 'C01ABCDEF', 'C01ABCDEF'],
  ['alarms.slow_sql.channel', 'slow', 'slow'],
  ['alarms.slow_sql.over', '2s', 2_000],
  ['alarms.slow_sql.review', 'fri 09:30', { weekday: 5, minute: 570 }],
  ['alarms.reconcile.every', '0', 0],
  ['alarms.repeat_window', '2h', 7_200_000],
  ['alarms.storm.alerts', '1', 1],
  ['alarms.storm.within', '10s', 10_000],
  [
    'triage.emoji',
    '{ wrench: looking, +1: fixed, 100: ignored }',
    { wrench: 'looking', '+1': 'fixed', 100: 'ignored' },
  ],
  ['triage.remind_after', '15m', 900_000],
  ['duty.announce_at', '"06:30"', 390],
  ['duty.announce_days.ic', 'mon', [1]],
  ['duty.announce_days.oncall', 'sat-sun', [6, 7]],
  ['duty.notice', '1d', 86_400_000],
  ['duty.notice', '0', 0],
  ['duty.never_both', 'false', false],
  ['duty.fixed_for', '7d', 604_800_000],
  ['duty.country', 'DE-BY', 'DE-BY'],
  ['duty.user_group', 'S01AAAAAA', 'S01AAAAAA'],
  ['duty.ic.turn', 'week', 'week'],
  ['duty.oncall.user_group', 'S01AAAAAA', 'S01AAAAAA'],
  [
    'duty.oncall.hours',
    '{ mon-sun: "20:00-08:00" }',
    [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, start: 1200, end: 480 })),
  ],
  ['duty.ic.incident_manager_rotation', ROTATION, ROTATION],
  ['incidents.backend', 'incident-manager', 'incident-manager'],
  [
    'incidents.response_plans',
    '{ database: { impact: 1, engage: [oncall, U01AAAAAA], playbook: rds.md, room: war }, small: { impact: 4 } }',
    {
      database: { impact: 1, engage: ['oncall', 'U01AAAAAA'], playbook: 'rds.md', room: 'war' },
      small: { impact: 4, engage: [], playbook: null, room: null },
    },
  ],
  ['incidents.room', 'war', 'war'],
  ['incidents.may_open', '[S01AAAAAA]', ['S01AAAAAA']],
  ['incidents.escalation', '[admins]', ['admins']],
  ['incidents.escalate_after', '90s', 90_000],
  ['incidents.relieve_ic_after', '4h', 14_400_000],
  ['incidents.update_every', '1h', 3_600_000],
  ['incidents.update_every', '0', 0],
  ['incidents.call_url', 'https://meet.example.com/war', 'https://meet.example.com/war'],
  ['incidents.archive_after', '0', 0],
  ['incidents.statuspage.page_id', 'gytm4qzbx9t6', 'gytm4qzbx9t6'],
  ['incidents.contacts', `{ U01AAAAAA: "${CONTACT}" }`, { U01AAAAAA: CONTACT }],
  ['playbooks.dir', '../runbooks', '../runbooks'],
  ['playbooks.base_url', 'https://git.example.com/ops', 'https://git.example.com/ops'],
  ['deployments', '[shop, "shop (eu)"]', ['shop', 'shop (eu)']],
];

describe('readConfig', () => {
  it.each(GOOD)('takes %s: %s', (key, value, parsed) => {
    const { config, problems } = readConfig(withKey(key, value).text, 'watchbill.yml');
    expect(problems).toEqual([]);
    expect(valueAt(config, key.split('.'))).toEqual(parsed);
  });

  it('takes response plans of Incident Manager, and alarms that open incidents by them', () => {
    const value = `{ backend: incident-manager, response_plans: { db: "${PLAN}" }, auto: [{ alarm: "db-*", response_plan: db }] }`;
    const { config, problems } = readConfig(withKey('incidents', value).text, 'watchbill.yml');
    expect(problems).toEqual([]);
    expect(config?.incidents).toMatchObject({
      response_plans: { db: PLAN },
      auto: [{ alarm: 'db-*', response_plan: 'db' }],
    });
  });

  it('takes hours of public holidays where a country says which they are', () => {
    const { text } = withKey('duty.oncall.hours', '{ mon-sun: "15:00-22:00", holiday: "09:00-22:00" }');
    const { config, problems } = readConfig(text.replace('duty:\n', 'duty:\n  country: PL\n'), 'watchbill.yml');
    expect(problems).toEqual([]);
    expect(config?.duty.oncall.hours.at(-1)).toEqual({ day: 'holiday', start: 540, end: 1320 });
  });

  it('takes each form of a member', () => {
    const long =
      '{ user: U01D, from: 2027-01-15, until: null, shadow_until: 2027-03-15, away: [2026-12-24..2027-01-02, 2027-05-01] }';
    const { text } = withKey('duty.ic.members', `[U01A, Ann@example.com, { user: bo@example.com }, ${long}]`);
    const bare = { from: null, until: null, shadowUntil: null, away: [] };
    const away = [
      { from: '2026-12-24', to: '2027-01-02' },
      { from: '2027-05-01', to: '2027-05-01' },
    ];
    expect(readConfig(text, 'watchbill.yml').config?.duty.ic.members).toEqual([
      { user: 'U01A', ...bare },
      { user: 'Ann@example.com', ...bare },
      { user: 'bo@example.com', ...bare },
      { user: 'U01D', from: '2027-01-15', until: null, shadowUntil: '2027-03-15', away },
    ]);
  });

  it('lets the same list serve twice by an alias', () => {
    const text = MINIMAL.replace('[U01AAAAAA, U01BBBBBB, U01CCCCCC]', '&all [U01AAAAAA]').replace(
      /\[U01.*\]\n {4}hours: \{ mon-fri: "15/,
      '*all\n    hours: { mon-fri: "15',
    );
    const { config } = readConfig(text, 'watchbill.yml');
    expect(config?.duty.oncall.members).toEqual(config?.duty.ic.members);
    expect(config?.duty.oncall.members).toHaveLength(1);
  });
});
