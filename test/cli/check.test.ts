import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { type CloudWatchStandIn, type StandInAlarm, startCloudWatch } from '../../sandbox/aws/cloudwatch.ts';
import { type IncidentManager, startIncidentManager } from '../../sandbox/aws/incidents.ts';
import type { Finding } from '../../src/check/finding.ts';
import { createWorld, root, type World } from '../support/world.ts';
import { closedPort, launch } from './launch.ts';

const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8'));
const ALWAYS = Number.POSITIVE_INFINITY;

let world: World;
let cloudwatch: CloudWatchStandIn | undefined;
let aws: IncidentManager | undefined;
afterEach(async () => {
  await world.stop();
  await cloudwatch?.stop();
  await aws?.stop();
  cloudwatch = undefined;
  aws = undefined;
});

/** A world in which two people share both duties, so that there is nothing to be said of them. */
async function openWorld(options: Parameters<typeof createWorld>[0] = {}): Promise<World> {
  const opened = await createWorld(options);
  const { ada, bob } = opened;
  configure(opened, (config) => {
    const { ic, oncall } = config.duty;
    const members = [ada, bob];
    return { ...config, duty: { never_both: false, ic: { ...ic, members }, oncall: { ...oncall, members } } };
  });
  return opened;
}

type Written = { duty: { ic: object; oncall: object }; [key: string]: unknown };

function configure({ dir }: World, change: (config: Written) => object): void {
  const file = join(dir, 'watchbill.yml');
  writeFileSync(file, stringify(change(parse(readFileSync(file, 'utf8')) as Written)));
}

type Checked = { code: number | null; ok: boolean; findings: Finding[]; err: string };

async function check(more: Record<string, string> = {}): Promise<Checked> {
  const { code, out, err } = await launch(['check', '--json'], { env: { ...world.env, ...more } }).end;
  return { code, err, ...(JSON.parse(out) as { ok: boolean; findings: Finding[] }) };
}

/** The findings as `level area: message`. */
function told({ findings }: Checked): string[] {
  return findings.map(({ level, area, message }) => `${level} ${area}: ${message}`);
}

function ofDatabase(checked: Checked): string[] {
  return told(checked).filter((line) => line.includes(' database: '));
}

function open(): Database.Database {
  return new Database(join(world.dir, 'watchbill.db'));
}

function standIn(name: string): StandInAlarm {
  const AlarmArn = `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:${name}`;
  return { AlarmName: name, AlarmArn, StateValue: 'OK', Namespace: 'AWS/Custom', MetricName: 'Odd' };
}

describe('watchbill check', () => {
  it('says that everything looks good, and has changed nothing and opened no socket', async () => {
    world = await openWorld({ slack: { manifest } });
    await world.cli('migrate');
    const before = readFileSync(join(world.dir, 'watchbill.db'));
    expect(await world.cli('check')).toEqual({ code: 0, out: 'Everything looks good.\n', err: '' });
    expect(await world.cli('check', '--json')).toMatchObject({
      code: 0,
      out: '{\n  "ok": true,\n  "findings": []\n}\n',
    });
    expect(readFileSync(join(world.dir, 'watchbill.db')).equals(before)).toBe(true);
    const called = new Set(world.slack.calls().map(({ method }) => method));
    expect([...called].sort()).toEqual(['apps.connections.open', 'auth.test', 'conversations.list', 'users.info']);
    expect(world.sqs.calls('ReceiveMessage')).toBe(0);
  });

  it('warns where nothing is broken yet, makes no database, and exits 0', async () => {
    world = await openWorld({ slack: { manifest }, config: 'alarms: { sqs: { queue_url: null } }' });
    world.slack.kickBot('alerts');
    const checked = await check();
    expect(told(checked)).toEqual([
      'warning configuration: No source of alarms is switched on, so no alert will come.',
      `warning database: There is no database at ${join(world.dir, 'watchbill.db')} yet.`,
      'warning channels: The bot is no member of channels.alerts (alerts): it posts there, but hears neither reactions nor replies.',
    ]);
    expect(checked).toMatchObject({ code: 0, ok: true });
    expect(existsSync(join(world.dir, 'watchbill.db'))).toBe(false);
    expect(world.sqs.calls('GetQueueAttributes')).toBe(0);
  });

  it('tells of services that do not answer, says what it waits for, and does not crash', async () => {
    world = await openWorld();
    world.slack.fail('auth.test', { hang: true, times: ALWAYS });
    world.sqs.fail('GetQueueAttributes', { hang: true, times: ALWAYS });
    const env = { DATABASE_URL: `postgres://watchbill:hunter2@127.0.0.1:${await closedPort()}/w` };
    const checked = await check(env);
    expect(told(checked)).toEqual([
      expect.stringMatching(/^error database: The database failed: .*ECONNREFUSED/),
      `error slack: Slack does not answer at ${world.slack.apiUrl}: TimeoutError.`,
      `error aws: sqs:GetQueueAttributes on ${world.sqs.queueUrl} was not answered within 5 s.`,
    ]);
    expect(checked).toMatchObject({ code: 1, ok: false });
    expect(checked.err).toMatch(/^waiting for: .*slack/m);
    expect(JSON.stringify(checked)).not.toContain('hunter2');
  });

  it('names the scopes that the token lacks, and an app token that Slack refuses', async () => {
    const bot = ['chat:write', 'channels:read', 'groups:read', 'channels:history', 'groups:history', 'commands'];
    world = await openWorld({ slack: { manifest: { ...manifest, oauth_config: { scopes: { bot } } } } });
    const lacking = (manifest.oauth_config.scopes.bot as string[]).filter((scope) => !bot.includes(scope));
    expect(lacking).toContain('reactions:read');
    world.slack.refuseSockets('not_allowed_token_type');
    world.slack.kickBot('alerts');
    const checked = await check();
    expect(told(checked).filter((line) => /slack|channels/.test(line))).toEqual([
      `error slack: The bot token lacks ${lacking.join(', ')}.`,
      'error slack: Slack refuses SLACK_APP_TOKEN: not_allowed_token_type.',
      'error channels: The bot may not post to channels.alerts (alerts): it is no member.',
    ]);
    expect(checked.findings.every(({ fix }) => fix.length > 10)).toBe(true);
  });

  it('tells a bot token that Slack refuses, for people one line a finding', async () => {
    world = await openWorld();
    world.slack.fail('auth.test', { error: 'token_revoked', times: ALWAYS });
    const { code, out } = await world.cli('check');
    expect(code).toBe(1);
    const line = out.split('\n').find((each) => each.startsWith('error'));
    expect(line).toBe(
      'error    slack: Slack refuses SLACK_BOT_TOKEN: token_revoked. Copy the Bot User OAuth Token again from "OAuth & Permissions" of the app.',
    );
  });

  it('names channels that are not there, archived, or private without the bot, by name and by id', async () => {
    world = await openWorld({
      config: 'channels: { alerts: CNOWHERE1 }\nalarms: { pingdom: { enabled: true, channel: secret } }',
      env: { PINGDOM_TOKEN: 'pd' },
    });
    world.slack.channel({ name: 'secret', isPrivate: true, botIsMember: false });
    expect(told(await check()).filter((line) => line.includes('channels'))).toEqual([
      'error channels: The bot sees no channel channels.alerts (CNOWHERE1).',
      'error channels: The bot sees no channel alarms.pingdom.channel (secret).',
    ]);
    world.slack.inviteBot('secret');
    world.slack.archive('secret');
    expect(told(await check())).toContain('error channels: alarms.pingdom.channel (secret) is archived.');
  });

  it('names the missing IAM permission of what is switched on', async () => {
    cloudwatch = await startCloudWatch();
    const env = { AWS_ENDPOINT_URL_CLOUDWATCH: cloudwatch.url };
    world = await openWorld({ config: 'alarms: { reconcile: { every: 5m } }', env });
    world.sqs.fail('GetQueueAttributes', { error: 'AccessDeniedException', times: ALWAYS });
    cloudwatch.fail('DescribeAlarms', { error: 'AccessDenied', times: ALWAYS });
    const { findings } = await check();
    const aws = findings.filter(({ area }) => area === 'aws');
    expect(aws.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      expect.stringMatching(/^error: AWS denied access .*sqs:GetQueueAttributes/),
      expect.stringMatching(/^error: AWS denied access .*cloudwatch:DescribeAlarms/),
    ]);
    expect(aws[1]?.fix).toContain('Allow cloudwatch:DescribeAlarms on *');
  });

  it('names unusable playbooks, ties, and up to twenty alarms without one, as CloudWatch lists them', async () => {
    cloudwatch = await startCloudWatch();
    const names = Array.from({ length: 22 }, (_, index) => `bare-${String(index).padStart(2, '0')}`);
    cloudwatch.setAlarms([...names, 'cpu-high'].map(standIn));
    const env = { AWS_ENDPOINT_URL_CLOUDWATCH: cloudwatch.url };
    world = await openWorld({ config: 'alarms: { reconcile: { every: 5m } }\nplaybooks: { dir: pages }', env });
    const page = (name: string, alarms: string) =>
      writeFileSync(join(world.dir, 'pages', name), `---\ntitle: ${name}\nalarms: [${alarms}]\n---\n# Triage\nLook.\n`);
    mkdirSync(join(world.dir, 'pages'));
    page('cpu.md', '"cpu-*"');
    page('disk.md', '"*disk"');
    page('another.md', '"cpu-*"');
    writeFileSync(join(world.dir, 'pages', 'broken.md'), 'no front matter');
    await world.cli('migrate');
    const lines = told(await check());
    expect(lines).toEqual([
      expect.stringMatching(/^error playbooks: broken\.md/),
      expect.stringMatching(
        /^error playbooks: another\.md and cpu\.md cover .*cpu-\*.* equally well; another\.md is taken\.$/,
      ),
      `warning playbooks: 22 of the alarms known have no playbook: ${names.slice(0, 20).join(', ')} and 2 more.`,
    ]);
    page('another.md', '"*-disk"');
    page('disk.md', '"nothing"');
    page('cpu.md', '"cpu-*", "cpu-d*"');
    cloudwatch.setAlarms([standIn('cpu-disk')]);
    expect(told(await check())[1]).toBe(
      'error playbooks: another.md and cpu.md cover the alarm cpu-disk equally well; another.md is taken.',
    );
  });

  it('knows alarms from the database where CloudWatch does not tell', async () => {
    world = await openWorld();
    const file = join(world.dir, 'alarm.json');
    const alarm = {
      AlarmName: 'odd\u001b[2J',
      NewStateValue: 'ALARM',
      StateChangeTime: '2026-11-20T08:00:00.000+0000',
    };
    writeFileSync(file, JSON.stringify(alarm));
    await world.cli('ingest', file);
    const { out } = await world.cli('check');
    expect(out).toMatch(/^warning {2}playbooks: 1 of the alarms known have no playbook: odd\P{Cc}+\n$/u);
  });

  it('names the playbook of a response plan that is not there', async () => {
    const plans =
      '{ web: { impact: 2, playbook: ec2-cpu.md }, db: { impact: 1, playbook: none.md }, other: { impact: 4 } }';
    world = await openWorld({ config: `incidents: { response_plans: ${plans} }` });
    expect(told(await check()).filter((line) => line.includes(' playbooks: '))).toEqual([
      'error playbooks: There is no playbook none.md, which incidents.response_plans.db is to begin with.',
    ]);
  });

  it('looks at Incident Manager where incidents are kept there', async () => {
    aws = await startIncidentManager();
    world = await openWorld({ config: 'incidents: { backend: incident-manager }', env: aws.env });
    await world.cli('migrate');
    expect(told(await check())).toEqual(['error aws: There is no response plan, and no incident can begin without.']);
    aws.plan({ name: 'web', title: 'Web is down', impact: 2 });
    expect(await check()).toMatchObject({ ok: true, findings: [] });
    aws.replicationSet(false);
    const { findings } = await check();
    expect(findings[0]?.message).toContain('Incident Manager is not set up in this AWS account and region');
  });

  it('tells what is kept in the database and waits for somebody', async () => {
    world = await openWorld();
    const at = { NewStateValue: 'ALARM', StateChangeTime: '2026-11-20T08:00:00.000+0000' };
    const alarms = ['a', 'b', 'c', 'd'].map((AlarmName) => JSON.stringify({ AlarmName, ...at }));
    writeFileSync(join(world.dir, 'alarms.jsonl'), alarms.join('\n'));
    await world.cli('ingest', join(world.dir, 'alarms.jsonl'));
    const file = open();
    const reject = file.prepare("insert into rejected values (?, ?, ?, 'payload', ?)");
    reject.run('1', 'sqs', 'an old reason', '2026-11-19T00:00:00.000Z');
    reject.run('2', 'sqs', 'the newest reason', '2026-11-20T00:00:00.000Z');
    reject.run('3', 'ingest', 'no state', '2026-11-20T00:00:00.000Z');
    const [first, second, third] = file.prepare('select id from outbox order by id').pluck().all();
    file.prepare("update outbox set dead = 1, last_error = 'msg_too_long' where id = ?").run(first);
    const age = file.prepare('update outbox set created_at = ? where id = ?');
    age.run('2026-11-19T00:00:00.000Z', second);
    age.run('2026-11-19T01:00:00.000Z', third);
    const errand = file.prepare(
      "insert into errand (kind, line, payload, token, refused, attempts, last_error, created_at, next_at) values ('aws.start', 'aws INC-1', '{}', ?, 1, 1, 'there is no response plan', 'then', 'then')",
    );
    errand.run('one');
    errand.run('two');
    file.prepare("insert into schema_migration values ('9999-later', 0, 'now')").run();
    expect(ofDatabase(await check())).toEqual([
      'warning database: The database was brought up to date by a newer Watchbill (9999-later).',
      'warning database: 1 payload that came by ingest could not be read; the newest: no state.',
      'warning database: 2 payloads that came by sqs could not be read; the newest: the newest reason.',
      'warning database: 1 message will never be shown, because Slack refused: msg_too_long.',
      'warning database: 2 errands (aws.start) will never be done: there is no response plan.',
      'warning database: 2 messages for alerts waiting to be sent, the oldest since 2026-11-19T00:00:00.000Z.',
    ]);
    file.prepare('update schema_migration set breaking = 1').run();
    expect(ofDatabase(await check())).toEqual([
      'error database: A newer Watchbill changed the database in a way that this one cannot use (9999-later).',
    ]);
    file.prepare('delete from schema_migration').run();
    file.close();
    expect(ofDatabase(await check())).toEqual([
      'warning database: The database lacks 0001-alerts, 0002-duty, 0003-incidents, 0004-support.',
    ]);
    writeFileSync(join(world.dir, 'other.db'), 'x'.repeat(4096));
    expect(ofDatabase(await check({ DATABASE_URL: `sqlite:${join(world.dir, 'other.db')}` }))).toEqual([
      expect.stringMatching(/^error database: The database failed: file is not a database/),
    ]);
  });

  describe('of duty', () => {
    const ofDuty = (checked: Checked) => told(checked).filter((line) => line.includes(' duty: '));

    it('warns of what cannot be fair or covered, and is not at fault for it', async () => {
      world = await createWorld();
      const checked = await check();
      expect(ofDuty(checked)).toEqual([
        `warning duty: ${world.ada} has every IC shift, as nobody else takes turns.`,
        `warning duty: ${world.bob} has every On call shift, as nobody else takes turns.`,
      ]);
      expect(checked).toMatchObject({ code: 0, ok: true });
    });

    it('names whom Slack does not know, who has left, bots, and who stands there twice', async () => {
      world = await openWorld();
      const { slack, ada, bob } = world;
      const gone = slack.user({ name: 'gone' });
      slack.deactivate(gone);
      const bot = slack.user({ name: 'robot', isBot: true });
      slack.user({ name: 'cleo', email: 'cleo@example.com' });
      const eve = slack.user({ name: 'eve', email: 'eve@example.com' });
      configure(world, (config) => {
        const ic = { ...config.duty.ic, members: [ada, bob, gone, 'CLEO@example.com', 'nobody@example.com'] };
        const oncall = { ...config.duty.oncall, members: [ada, bot, eve, 'eve@example.com', 'U01NOBODY'] };
        return { ...config, admins: ['U01ADMIN'], duty: { ...config.duty, ic, oncall } };
      });
      expect(ofDuty(await check())).toEqual([
        `warning duty: These accounts are deactivated in Slack: ${gone}.`,
        'warning duty: Slack knows nobody by these names: nobody@example.com, U01NOBODY, U01ADMIN. They would have duties and not know it.',
        `warning duty: These are bots: ${bot}.`,
        `warning duty: ${eve} and eve@example.com in duty.oncall.members are one person.`,
      ]);
    });

    it('names whom Slack does not tell of, once for each reason', async () => {
      world = await openWorld();
      world.slack.fail('users.info', { error: 'internal_error', times: ALWAYS });
      expect(ofDuty(await check())).toEqual([
        `warning duty: Slack does not tell of ${world.ada}, ${world.bob}: internal_error.`,
      ]);
    });

    it('refuses a country whose holidays nobody knows, with exit status 2', async () => {
      world = await openWorld();
      configure(world, ({ duty, ...config }) => ({ ...config, duty: { ...duty, country: 'AQ' } }));
      const { code, err } = await world.cli('check');
      expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/^duty\.country: /) });
    });
  });

  it('names user groups that are not there or disabled', async () => {
    world = await createWorld();
    const { slack, ada } = world;
    const [good, disabled] = [
      slack.createGroup({ handle: 'ic', users: [ada] }),
      slack.createGroup({ handle: 'oncall', users: [ada], disabled: true }),
    ];
    configure(world, ({ duty, ...config }) => ({
      ...config,
      duty: {
        ...duty,
        user_group: 'S01NOWHERE',
        ic: { ...duty.ic, user_group: good },
        oncall: { ...duty.oncall, user_group: disabled },
      },
      incidents: { may_open: [good, 'S01NOBODY'] },
    }));
    const ofSlack = (checked: Checked) => told(checked).filter((line) => line.includes(' slack: '));
    const checked = await check();
    expect(ofSlack(checked)).toEqual([
      'error slack: There is no user group duty.user_group (S01NOWHERE).',
      `error slack: The user group duty.oncall.user_group (${disabled}) is disabled.`,
      'error slack: There is no user group incidents.may_open (S01NOBODY).',
    ]);
    expect(checked).toMatchObject({ code: 1, ok: false });
    slack.fail('usergroups.list', { error: 'missing_scope', times: ALWAYS });
    expect(ofSlack(await check())).toEqual([
      'error slack: Slack does not tell of the user groups (duty.user_group, duty.ic.user_group, duty.oncall.user_group, incidents.may_open): missing_scope.',
    ]);
  });
});
