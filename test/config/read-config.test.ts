import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { MINIMAL, withKey } from './minimal.ts';

const problemsOf = (text: string) => readConfig(text, 'ops/w.yml').problems;

describe('readConfig', () => {
  it('tells every mistake of a file in one go, in its order', () => {
    const text = MINIMAL.replace('Europe/Warsaw', 'Warsaw')
      .replace('  war: war\n', '')
      .replace('[U01AAAAAA, U01BBBBBB, U01CCCCCC]', '[U01AAAAAA, U01AAAAAA, x]')
      .replace('mon-fri: "07', 'mon-fry: "07');
    const heads = problemsOf(`${text}incident: {}\nduty: {}\n`).map((problem) =>
      problem.split(' ').slice(0, 2).join(' '),
    );
    // The second `duty` is the one that YAML keeps; the mistakes of the first are in what nobody reads.
    expect(heads).toEqual([
      'ops/w.yml:1:1 timezone:',
      'ops/w.yml:2:1 channels.war:',
      'ops/w.yml:13:1 incident:',
      'ops/w.yml:14:1 duty:',
      'ops/w.yml:14:1 duty.ic:',
      'ops/w.yml:14:1 duty.oncall:',
    ]);
    expect(problemsOf(text).map((problem) => problem.split(' ')[1])).toEqual([
      'timezone:',
      'channels.war:',
      'duty.ic.members[1]:',
      'duty.ic.members[2]:',
      'duty.ic.hours.mon-fry:',
    ]);
  });

  it.each([
    'timezone',
    'channels.alerts',
    'channels.bugs',
    'channels.war',
    'channels.engineering',
    'duty.ic.members',
    'duty.ic.hours',
    'duty.oncall.members',
    'duty.oncall.hours',
  ])('tells that %s is missing, at its parent', (key) => {
    const { text, line } = withKey(key, '~');
    const lines = text.split('\n').filter((_, index) => index !== line - 1);
    const keys = key.split('.');
    const parent = keys.at(-2);
    const at = parent === undefined ? 1 : lines.findIndex((written) => written.trim().startsWith(`${parent}:`)) + 1;
    const column = Math.max(1, 2 * keys.length - 3);
    expect(problemsOf(lines.join('\n'))).toEqual([
      expect.stringMatching(`^ops/w.yml:${at}:${column} ${key.replaceAll('.', '\\.')}: missing; `),
    ]);
  });

  it('names what an unknown key most likely means, and what there is', () => {
    expect(problemsOf(withKey('duty.ic.trun', 'day').text)).toEqual([
      'ops/w.yml:9:5 duty.ic.trun: unknown key, did you mean turn?; one of members, hours, turn, user_group, incident_manager_rotation',
    ]);
    expect(problemsOf(withKey('playbooks.colour', 'red').text)).toEqual([
      'ops/w.yml:15:3 playbooks.colour: unknown key; one of dir, base_url',
    ]);
  });

  it('refuses each unknown key by itself, and those that objects bring along', () => {
    const known =
      'one of timezone, channels, admins, public_url, alarms, triage, duty, incidents, support, jira, playbooks, deployments';
    expect(problemsOf(`${MINIMAL}__proto__: { a: 1 }\nconstructor: 2\n"a\\nb": 3\n`)).toEqual([
      `ops/w.yml:14:1 __proto__: unknown key; ${known}`,
      `ops/w.yml:15:1 constructor: unknown key; ${known}`,
      `ops/w.yml:16:1 ["a�b"]: unknown key; ${known}`,
    ]);
  });

  it('tells the mistake at the anchor that an alias stands for', () => {
    const text = `${MINIMAL}alarms:\n  pingdom: { channel: &c "#x" }\n  slow_sql: { channel: *c }\n`;
    expect(problemsOf(text).map((problem) => problem.split(' ')[0])).toEqual(['ops/w.yml:15:14', 'ops/w.yml:16:15']);
  });

  it('tells a mistake inside what an alias stands for at the anchor', () => {
    const text = MINIMAL.replace('[U01AAAAAA, U01BBBBBB, U01CCCCCC]', '&all [U01A, ann]').replace(
      /members: \[.*/,
      'members: *all',
    );
    expect(problemsOf(text)).toEqual([
      expect.stringContaining('ops/w.yml:9:26 duty.ic.members[1]: "ann"'),
      expect.stringContaining('ops/w.yml:9:26 duty.oncall.members[1]: "ann"'),
    ]);
  });

  it('compares the days of a member that has other mistakes too', () => {
    const { text } = withKey(
      'duty.ic.members',
      '[{ usr: U01A, from: 2027-03-01, until: 2027-02-01, shadow_until: 5 }]',
    );
    expect(problemsOf(text).map((problem) => problem.split(' ')[1])).toEqual([
      'duty.ic.members[0].user:',
      'duty.ic.members[0].usr:',
      'duty.ic.members[0].until:',
      'duty.ic.members[0].shadow_until:',
    ]);
  });

  it('tells what is right by itself but not together: tokens of two clients, Jira by half, a plan that there is not', () => {
    const client = `token_sha256: ${'a'.repeat(64)}`;
    const support = `support:\n  response_plan: web\n  clients: { shop: { ${client} }, app: { ${client.replace(/a{64}/, 'A'.repeat(64))} } }\n`;
    expect(problemsOf(`${MINIMAL}${support}jira: { url: https://acme.atlassian.net }\n`)).toEqual([
      expect.stringMatching(/support\.response_plan: "web" is not allowed; a name that stands in incidents/),
      expect.stringMatching(/support\.clients\.app\.token_sha256: is another client’s too/),
      expect.stringMatching(/jira\.url: needs jira\.user .* and jira\.project .* too$/),
    ]);
  });

  it('does not repeat a secret that was written into the file', () => {
    expect(problemsOf(withKey('timezone', 'xoxb-12-ab').text)).toEqual([
      'ops/w.yml:1:1 timezone: "***" is not allowed; an IANA time zone such as Europe/Warsaw',
    ]);
    const address = withKey('alarms.sqs.queue_url', 'amqp://me:pa55@q').text;
    expect(problemsOf(address)).toEqual([expect.stringContaining('queue_url: "amqp://***@q" is not allowed')]);
  });

  it('refuses a key that stands twice, although its value is right', () => {
    expect(problemsOf(`${MINIMAL}admins: []\nadmins: []\n`)).toEqual([
      'ops/w.yml:15:1 admins: stands here a second time; each key once',
    ]);
    const inside = withKey('alarms.storm', '{ alerts: 5, within: 1m, alerts: 6 }').text;
    expect(problemsOf(inside)).toEqual([
      'ops/w.yml:15:35 alarms.storm.alerts: stands here a second time; each key once',
    ]);
  });

  it.each([
    ['', '1:1 the file is empty'],
    ['# only a comment\n', '1:1 the file is empty'],
    ['- a\n- b\n', '1:1 the file is not a mapping of keys'],
    ['watchbill', '1:1 the file is not a mapping of keys'],
    ['timezone: UTC\nchannels: [\n', '3:1 not valid YAML: '],
    ['timezone: "UTC\n', '2:1 not valid YAML: '],
    ['timezone: UTC\n\tchannels: 1\n', '2:1 not valid YAML: '],
    ['timezone: UTC\n--- \ntimezone: UTC\n', '2:1 not valid YAML: '],
    ['timezone: UTC\nadmins: !!js/function x\n', '2:9 not valid YAML: Unresolved tag'],
    ['timezone: UTC\nadmins: *nobody\n', '2:9 not usable as YAML: Unresolved alias'],
    ['timezone: &t UTC\nadmins: *t\nalarms: *nothing\n', '3:9 not usable as YAML: Unresolved alias'],
    ['[a]: 1\n', '1:1 not valid YAML: '],
  ])('refuses %j', (text, start) => {
    const { config, problems } = readConfig(text, 'w.yml');
    expect(config).toBeNull();
    expect(problems[0]?.startsWith(`w.yml:${start}`), problems[0]).toBe(true);
  });

  it('refuses aliases that multiply without end', () => {
    const level = (name: string, of: string) =>
      `${name}: &${name} [${Array.from({ length: 9 }, () => of).join(', ')}]\n`;
    const bomb = `${level('a', '1')}${level('b', '*a')}${level('c', '*b')}${level('d', '*c')}`;
    expect(problemsOf(bomb)).toEqual([
      expect.stringMatching(/^ops\/w.yml:2:8 not usable as YAML: Excessive alias count/),
    ]);
  });

  it.each([
    ['flow lists', '['.repeat(50_000)],
    ['closed flow lists', `a: ${'['.repeat(300)}${']'.repeat(300)}`],
    ['flow mappings', '{a: '.repeat(5_000)],
    ['block lists', '- '.repeat(2_000)],
  ])('refuses %s without end', (_what, text) => {
    expect(problemsOf(text)[0]).toMatch(/^ops\/w.yml:1:\d+ not usable as YAML: nested too deeply/);
  });
});
