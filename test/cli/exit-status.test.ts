import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/world.ts';
import { closedPort, launch } from './launch.ts';

const MINIMAL = `
timezone: Europe/Warsaw
channels: { alerts: alerts, bugs: bugs, war: war, engineering: engineering }
duty:
  ic: { members: [U01AAAAAA], hours: { mon-fri: "07:00-15:00" } }
  oncall: { members: [U01BBBBBB], hours: { mon-fri: "15:00-22:00" } }
playbooks: { dir: ${join(root, 'playbooks')} }
`;

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'watchbill-cli-'));
  writeFileSync(join(dir, 'watchbill.yml'), MINIMAL);
  writeFileSync(join(dir, 'alertmanager.yml'), `${MINIMAL}\nalarms: { alertmanager: { enabled: true } }\n`);
  writeFileSync(join(dir, 'broken.yml'), 'timezone: Mars/Olympus\n');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function run(args: readonly string[], more: Record<string, string> = {}) {
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1-1-abc', SLACK_APP_TOKEN: 'xapp-1-A-1-abc' };
  // The database is the default one, in the working directory: whatever is made would be seen there.
  return launch(args, { cwd: dir, env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...slack, ...more } }).end;
}

const commands = ['start', 'check', 'ingest', 'alerts', 'duty', 'incidents', 'playbooks', 'migrate'];

describe('the command line', () => {
  it('lists its commands, and says more of each with --help, without a configuration', async () => {
    const { code, out } = await run(['--help']);
    expect({ code, err: '' }).toEqual({ code: 0, err: '' });
    for (const command of commands) expect(out).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    const helps = await Promise.all(
      commands.map((command) => run([command, '--help', '--config', 'there-is-none.yml'])),
    );
    for (const [index, help] of helps.entries()) {
      const command = commands[index];
      expect(help).toEqual({ code: 0, out: expect.stringContaining(`Usage: watchbill ${command}`), err: '' });
      expect(help.out).toContain('[--config FILE]');
    }
  });

  it.concurrent.each<[string, string[], Record<string, string>, RegExp]>([
    ['no command at all', [], {}, /^$/],
    ['an unknown command', ['frobnicate'], {}, /There is no command "frobnicate"\. Commands: start, check/],
    ['a command that is a property of every object', ['constructor'], {}, /There is no command "constructor"/],
    ['an unknown option', ['alerts', '--sinse', '1h'], {}, /--sinse[\s\S]*Usage: watchbill alerts/],
    ['an option without its value', ['alerts', '--since'], {}, /--since[\s\S]*Usage/],
    ['a word too many', ['migrate', 'now'], {}, /now[\s\S]*Usage: watchbill migrate/],
    [
      'a --since that is no duration',
      ['alerts', '--since', 'yesterday'],
      {},
      /"yesterday" is no duration; such as 30s/,
    ],
    ['a --state that is none', ['alerts', '--state', 'done'], {}, /"done" is no state; one of untriaged, looking/],
    ['ingest of nothing', ['ingest'], {}, /name at least one file/],
    ['ingest of a file that is not there', ['ingest', 'no.json'], {}, /no\.json cannot be read \(ENOENT\)/],
    ['ingest of a folder', ['ingest', '.'], {}, /\. cannot be read \(EISDIR\)/],
    ['a configuration that is not there', ['migrate', '--config', 'no.yml'], {}, /no\.yml: there is no such file/],
    ['a mistake in it', ['check', '--config', 'broken.yml'], {}, /broken\.yml:1:1\d? timezone: /],
    [
      'every missing secret',
      ['start', '--config', 'alertmanager.yml'],
      { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' },
      /^SLACK_BOT_TOKEN: missing; .*\nSLACK_SIGNING_SECRET: missing; .*\nALERTMANAGER_TOKEN: missing; .*trusts nobody/m,
    ],
    [
      'tokens of the wrong kind',
      ['check'],
      { SLACK_BOT_TOKEN: 'xoxp-hunter2', SLACK_APP_TOKEN: 'xoxb-hunter2' },
      /^SLACK_BOT_TOKEN: looks like a user token .*\nSLACK_APP_TOKEN: looks like a bot token/m,
    ],
    [
      'a DATABASE_URL and a PORT that are none',
      ['migrate'],
      { DATABASE_URL: 'mysql://u:hunter2@h/d', PORT: '70000' },
      /^DATABASE_URL: not the address.*\nPORT: "70000" is not a port; .* from 0 to 65535/m,
    ],
  ])('refuses %s with exit status 2 and a sentence, and touches nothing', async (_what, args, env, sentence) => {
    const before = readdirSync(dir);
    const { code, out, err } = await run(args, env);
    expect(code).toBe(2);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/ {4}at |hunter2/);
    if (args.length > 0) expect(out).toBe('');
    expect(readdirSync(dir)).toEqual(before);
  });

  it('says with exit status 1 and no stack when the database cannot be reached', async () => {
    const env = { DATABASE_URL: `postgres://watchbill:hunter2@127.0.0.1:${await closedPort()}/watchbill` };
    for (const command of ['start', 'migrate', 'alerts']) {
      const { code, out, err } = await run([command], env);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^watchbill: The database failed: .*ECONNREFUSED.* Check DATABASE_URL/m);
      expect(err).not.toMatch(/ {4}at |hunter2/);
    }
  });

  it('names the reason also when every address of the database’s host refuses', async () => {
    const env = { DATABASE_URL: `postgres://watchbill:hunter2@localhost:${await closedPort()}/watchbill` };
    expect((await run(['migrate'], env)).err).toMatch(/ECONNREFUSED/);
  });
});

describe('on an empty database, commands that print', () => {
  it.each<[string, string[], unknown]>([
    ['alerts', ['alerts', '--json'], []],
    [
      'playbooks',
      ['playbooks', '--json'],
      expect.arrayContaining([expect.objectContaining({ title: expect.any(String) })]),
    ],
    ['playbooks --match', ['playbooks', '--match', 'x', '--json'], { alarm: 'x', playbook: null }],
    ['migrate', ['migrate', '--json'], { applied: [], unknown: [] }],
  ])('%s prints exactly one JSON value', async (_what, args, value) => {
    await run(['migrate']);
    const { code, out, err } = await run(args, { LOG_LEVEL: 'trace' });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual(value);
  });

  it('migrate says what it did, and the second time that there is nothing to do', async () => {
    const env = { DATABASE_URL: `sqlite:${join(dir, 'fresh.db')}` };
    expect(await run(['migrate', '--json'], env)).toMatchObject({
      code: 0,
      out: expect.stringContaining('"0001-alerts"'),
    });
    expect(await run(['migrate'], env)).toEqual({ code: 0, out: 'The database is up to date.\n', err: '' });
    expect(existsSync(join(dir, 'fresh.db'))).toBe(true);
  });

  it('playbooks finds the page that an alarm would get, and lists each', async () => {
    const { out } = await run(['playbooks', '--json']);
    const [first] = JSON.parse(out) as { file: string; title: string; alarms: string[] }[];
    const listed = await run(['playbooks']);
    expect(listed.out).toContain(`${first?.file}  ${first?.title}`);
    const glob = first?.alarms.find((alarm) => typeof alarm === 'string') ?? '';
    const match = await run(['playbooks', '--match', glob.replaceAll('*', 'x')]);
    expect(match).toEqual({ code: 0, out: `${first?.file}\n`, err: '' });
  });
});
