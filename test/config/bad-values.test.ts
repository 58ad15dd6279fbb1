import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { withKey } from './minimal.ts';

const CHANNEL = "a channel id (C… or G…), or a channel's name in lower case and without '#', at most 80 characters";
const DURATION = 'a duration such as 30s, 5m, 8h or 3d, from 1s to 365d';
const DURATION_OR_NEVER = '0 to switch it off, or a duration such as 30s, 5m, 8h or 3d, up to 365d';
const URL = 'an http:// or https:// address without a password in it';
const ZONE = 'an IANA time zone such as Europe/Warsaw';
const GROUP = 'the id of a Slack user group (S…)';
const WEEKDAYS = 'a weekday or a range of them such as mon-fri';

/** Key, what is written there, how the message shows it, and what the message says is allowed. */
const BAD: [key: string, value: string, shown: string, allowed: string][] = [
  ['timezone', 'Europe/Warsav', '"Europe/Warsav"', ZONE],
  ['timezone', '"+01:00"', '"+01:00"', ZONE],
  ['timezone', '1', '1', ZONE],
  ['channels.alerts', '"#alerts"', '"#alerts"', CHANNEL],
  ['channels.alerts', '#alerts', 'null', CHANNEL],
  ['channels.bugs', 'Bugs', '"Bugs"', CHANNEL],
  ['channels.war', 'war room', '"war room"', CHANNEL],
  ['channels.engineering', 'e'.repeat(81), `"${'e'.repeat(60)}…"`, CHANNEL],
  ['admins', 'U01AAAAAA', '"U01AAAAAA"', 'a list of Slack user ids'],
  ['public_url', 'watchbill.example.com', '"watchbill.example.com"', URL],
  ['alarms.sqs', 'https://q.example.com', '"https://q.example.com"', 'a mapping with the keys queue_url'],
  ['alarms.sqs.queue_url', 'sqs.eu-west-1.amazonaws.com', '"sqs.eu-west-1.amazonaws.com"', URL],
  ['alarms.sqs.queue_url', 'https://u:secret@q.example.com', '"https://***@q.example.com"', URL],
  ['alarms.sns.topic_arns', 'all', '"all"', 'a list of ARNs of SNS topics'],
  ['alarms.alertmanager.enabled', 'yes', '"yes"', 'true or false'],
  ['alarms.pingdom.enabled', '1', '1', 'true or false'],
  ['alarms.pingdom.channel', '""', '""', CHANNEL],
  ['alarms.pingdom', '', 'null', 'a mapping with the keys enabled, channel'],
  ['alarms.slow_sql.over', '10', '10', DURATION],
  ['alarms.slow_sql.channel', '5', '5', CHANNEL],
  ['alarms.slow_sql.enabled', 'null', 'null', 'true or false'],
  ['alarms.slow_sql.review', '10:00', '"10:00"', 'a weekday and a time such as "mon 10:00"'],
  ['alarms.reconcile.every', '2d', '"2d"', '0 to switch it off, or a duration such as 30s or 5m, at most 1d'],
  ['alarms.repeat_window', '0', '0', DURATION],
  ['alarms.repeat_window', '366d', '"366d"', DURATION],
  ['alarms.storm.alerts', '0', '0', 'a whole number from 1 to 100000'],
  ['alarms.storm.alerts', '1.5', '1.5', 'a whole number from 1 to 100000'],
  ['alarms.storm.within', 'soon', '"soon"', DURATION],
  ['triage.emoji', '[eyes]', 'a list', 'a mapping of emoji names without colons to triage states'],
  ['triage.remind_after', '-5m', '"-5m"', DURATION],
  ['duty.announce_at', '7:00', '"7:00"', 'a time such as "07:00"'],
  ['duty.announce_days.ic', 'weekdays', '"weekdays"', WEEKDAYS],
  ['duty.announce_days.oncall', '[mon]', 'a list', WEEKDAYS],
  ['duty.notice', '3 d', '"3 d"', DURATION_OR_NEVER],
  ['duty.notice', '366d', '"366d"', DURATION_OR_NEVER],
  ['duty.never_both', '"true"', '"true"', 'true or false'],
  ['duty.fixed_for', '{ d: 3 }', 'a mapping', DURATION],
  ['duty.country', 'poland', '"poland"', 'a two-letter country code such as PL, or with a state, such as DE-BY'],
  ['duty.country', 'XQ', '"XQ"', 'a two-letter country code such as PL, or with a state, such as DE-BY'],
  ['duty.user_group', '"@duty"', '"@duty"', GROUP],
  ['duty.ic.turn', 'month', '"month"', 'one of day, week'],
  ['duty.ic.user_group', 'U01AAAAAA', '"U01AAAAAA"', GROUP],
  [
    'duty.oncall.incident_manager_rotation',
    'arn:aws:sns:eu-west-1:123456789012:x',
    '"arn:aws:sns:eu-west-1:123456789012:x"',
    'the ARN of a rotation, such as arn:aws:ssm-contacts:eu-west-1:123456789012:rotation/…',
  ],
  ['incidents.backend', 'jira', '"jira"', 'one of local, incident-manager'],
  ['incidents.response_plans', '[a]', 'a list', 'a mapping of names of 1 to 75 characters to response plans'],
  ['incidents.auto', '{}', 'a mapping', 'a list of mappings such as { alarm: "prod-*", response_plan: database }'],
  ['incidents.room', 'thread', '"thread"', 'one of channel, war'],
  ['incidents.may_open', 'nobody', '"nobody"', 'everyone, or a list of user group ids'],
  ['incidents.escalation', '[]', 'an empty list', 'a list of at least one of: oncall, ic, admins'],
  ['incidents.escalate_after', '5min', '"5min"', DURATION],
  ['incidents.relieve_ic_after', 'true', 'true', DURATION],
  ['incidents.update_every', '1e3s', '"1e3s"', DURATION_OR_NEVER],
  ['incidents.call_url', 'meet.example.com', '"meet.example.com"', URL],
  ['incidents.archive_after', '7 days', '"7 days"', DURATION_OR_NEVER],
  ['incidents.statuspage', 'gytm4qzbx9t6', '"gytm4qzbx9t6"', 'a mapping with the keys page_id'],
  [
    'incidents.statuspage.page_id',
    'https://manage.statuspage.io/pages/gytm4qzbx9t6',
    '"https://manage.statuspage.io/pages/gytm4qzbx9t6"',
    'the page’s id, the last part of its API address',
  ],
  ['support.answer_within', '1h', '"1h"', 'a mapping with the keys critical, high, medium, low'],
  ['support.answer_within.critical', 'soon', '"soon"', DURATION_OR_NEVER],
  ['support.response_plan', 'web', '"web"', 'a name that stands in incidents.response_plans'],
  ['support.clients', '[shop]', 'a list', 'a mapping of names of small letters, digits and - to clients'],
  ['jira.url', 'acme.atlassian.net', '"acme.atlassian.net"', URL],
  ['jira.user', 'ada', '"ada"', 'an e-mail address'],
  ['jira.project', 'ops', '"ops"', 'the key of a project, such as OPS'],
  ['jira.type', '""', '""', 'the name of an issue type, such as Task'],
  ['incidents.contacts', '[U01AAAAAA]', 'a list', 'a mapping of Slack user ids to ARNs of contacts'],
  ['playbooks.dir', '" "', '" "', 'a path, relative to this file'],
  ['playbooks.base_url', 'git.example.com', '"git.example.com"', URL],
  ['deployments', 'shop', '"shop"', "a list of deployments' names"],
];

/** Mistakes inside lists and mappings of the author's own keys: the whole line without the file's name. */
const INSIDE: [key: string, value: string, problem: string][] = [
  ['admins', '[u1]', '14:10 admins[0]: "u1" is not allowed; a Slack user id (U… or W…)'],
  ['admins', '[a@example.com]', '14:10 admins[0]: "a@example.com" is not allowed; a Slack user id (U… or W…)'],
  [
    'alarms.sns.topic_arns',
    '[arn:aws:sqs:eu-west-1:123456789012:q]',
    '16:18 alarms.sns.topic_arns[0]: "arn:aws:sqs:eu-west-1:123456789012:q" is not allowed; the ARN of an SNS topic, such as arn:aws:sns:eu-west-1:123456789012:alarms',
  ],
  [
    'triage.emoji',
    '{ eyes: untriaged }',
    '15:12 triage.emoji.eyes: "untriaged" is not allowed; one of looking, repeat, fixed, delegated, ticketed, ignored',
  ],
  [
    'triage.emoji',
    '{ ":eyes:": fixed }',
    '15:12 triage.emoji[":eyes:"]: ":eyes:" is not allowed; emoji names without colons',
  ],
  [
    'duty.ic.members',
    '[]',
    '9:5 duty.ic.members: an empty list is not allowed; a list of at least one of: Slack user ids, e-mail addresses, or mappings with user, from, until, …',
  ],
  [
    'duty.ic.members',
    '[ann]',
    '9:15 duty.ic.members[0]: "ann" is not allowed; a Slack user id (U… or W…) or an e-mail address',
  ],
  [
    'duty.ic.members',
    '[U01A, {}]',
    '9:21 duty.ic.members[1].user: missing; a Slack user id (U… or W…) or an e-mail address',
  ],
  [
    'duty.ic.members',
    '[U01A, null]',
    '9:21 duty.ic.members[1]: null is not allowed; a Slack user id (U… or W…) or an e-mail address',
  ],
  [
    'duty.ic.members',
    '[U01A, { user: U01B, from: 2027-02-30 }]',
    '9:35 duty.ic.members[1].from: "2027-02-30" is not allowed; a day such as 2027-01-15',
  ],
  [
    'duty.ic.members',
    '[U01A, U01B, U01A]',
    '9:27 duty.ic.members[2]: "U01A" is listed a second time; each member once',
  ],
  [
    'duty.oncall.members',
    '[a@example.com, { user: A@example.com }]',
    '12:30 duty.oncall.members[1]: "A@example.com" is listed a second time; each member once',
  ],
  [
    'duty.ic.members',
    '[{ user: U01A, from: 2027-03-01, until: 2027-02-01 }]',
    '9:47 duty.ic.members[0].until: "2027-02-01" is not allowed; a day that does not come before from, 2027-03-01',
  ],
  [
    'duty.ic.members',
    '[{ user: U01A, from: 2027-03-01, shadow_until: 2027-02-01 }]',
    '9:47 duty.ic.members[0].shadow_until: "2027-02-01" is not allowed; a day that does not come before from, 2027-03-01',
  ],
  [
    'duty.ic.members',
    '[{ user: U01A, away: 2027-03-01 }]',
    '9:29 duty.ic.members[0].away: "2027-03-01" is not allowed; a list of days or spans of days such as [2026-12-24..2027-01-02]',
  ],
  [
    'duty.ic.members',
    '[{ user: U01A, away: [2027-01-02..2026-12-24] }]',
    '9:36 duty.ic.members[0].away[0]: "2027-01-02..2026-12-24" is not allowed; a day such as 2026-12-24, or 2026-12-24..2027-01-02 with the earlier day first',
  ],
  [
    'duty.ic.hours',
    '{ mon-fri: "7-15" }',
    '10:14 duty.ic.hours.mon-fri: "7-15" is not allowed; hours such as "07:00-15:00", "22:00-06:00" (into the next day) or "00:00-24:00"',
  ],
  [
    'duty.ic.hours',
    '{ mon: "07:00-15:00", holiday: "07:00-15:00" }',
    '10:34 duty.ic.hours.holiday: needs duty.country, which tells whose public holidays count; set it, or take holiday out',
  ],
  [
    'incidents.escalation',
    '[oncall, boss]',
    '15:24 incidents.escalation[1]: "boss" is not allowed; one of oncall, ic, admins',
  ],
  [
    'incidents.may_open',
    '[U01A]',
    '15:14 incidents.may_open[0]: "U01A" is not allowed; the id of a Slack user group (S…)',
  ],
  [
    'incidents',
    '{ response_plans: { x: { impact: 1 } }, auto: [{ alarm: "", response_plan: x }] }',
    '14:61 incidents.auto[0].alarm: "" is not allowed; a pattern on alarm names such as prod-*, 1 to 255 characters',
  ],
  [
    'incidents.auto',
    '[{ alarm: "*", response_plan: x }]',
    '15:24 incidents.auto[0].response_plan: "x" is not allowed; a name that stands in incidents.response_plans',
  ],
  [
    'incidents.response_plans',
    '{ a: { impact: 6 } }',
    '15:26 incidents.response_plans.a.impact: 6 is not allowed; a whole number from 1 to 5',
  ],
  [
    'incidents.response_plans',
    '{ a: { impact: 1, room: thread } }',
    '15:37 incidents.response_plans.a.room: "thread" is not allowed; one of channel, war',
  ],
  [
    'incidents.response_plans',
    '{ a: { impact: 1, engage: [me] } }',
    '15:46 incidents.response_plans.a.engage[0]: "me" is not allowed; one of oncall, ic, admins, or a Slack user id (U… or W…)',
  ],
  [
    'incidents.response_plans',
    '{ a: "arn:aws:ssm-incidents::123456789012:response-plan/a" }',
    '15:21 incidents.response_plans.a: "arn:aws:ssm-incidents::123456789012:response-plan/a" is not allowed; with the backend local, a mapping with the keys impact, engage, playbook, room',
  ],
  [
    'incidents',
    '{ backend: incident-manager, response_plans: { a: { impact: 1 } } }',
    '14:59 incidents.response_plans.a: a mapping is not allowed; with the backend incident-manager, the ARN of a response plan',
  ],
  [
    'incidents.contacts',
    '{ ada: "arn:aws:ssm-contacts:eu-west-1:123456789012:contact/ada" }',
    '15:15 incidents.contacts.ada: "ada" is not allowed; Slack user ids',
  ],
  [
    'incidents.contacts',
    '{ U01AAAAAA: ada }',
    '15:15 incidents.contacts.U01AAAAAA: "ada" is not allowed; the ARN of a contact, such as arn:aws:ssm-contacts:eu-west-1:123456789012:contact/ada',
  ],
  ['deployments', '[""]', '14:15 deployments[0]: "" is not allowed; a name of 1 to 75 characters, in one line'],
];

describe('readConfig', () => {
  it.each(BAD)('refuses %s: %s', (key, value, shown, allowed) => {
    const { text, line, column } = withKey(key, value);
    const { config, problems } = readConfig(text, 'watchbill.yml');
    expect(config).toBeNull();
    expect(problems[0]).toBe(`watchbill.yml:${line}:${column} ${key}: ${shown} is not allowed; ${allowed}`);
    expect(problems).toHaveLength(1);
  });

  it.each(INSIDE)('refuses what is in %s: %s', (key, value, problem) => {
    const { config, problems } = readConfig(withKey(key, value).text, 'watchbill.yml');
    expect(config).toBeNull();
    const built = problems.filter((line) => !line.includes('is not built yet'));
    expect(built).toEqual([`watchbill.yml:${problem}`]);
  });
});
