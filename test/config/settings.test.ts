import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Variables } from '../../src/config/environment.ts';
import { loadSettings, type SettingsWish } from '../../src/config/settings.ts';
import { ConfigError } from '../../src/errors.ts';
import { MINIMAL, withKey } from './minimal.ts';

const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

let directory = '';
let file = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'watchbill-config-'));
  file = join(directory, 'watchbill.yml');
  writeFileSync(file, MINIMAL);
});
afterEach(() => rmSync(directory, { recursive: true }));

function problemsOf(variables: Variables, wish: SettingsWish): readonly string[] {
  try {
    loadSettings(variables, wish);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('loadSettings', () => {
  it('gives file, directory, configuration and environment', () => {
    const settings = loadSettings(TOKENS, { configFile: file, need: 'bot' });
    expect(settings).toMatchObject({ file, directory, config: { timezone: 'Europe/Warsaw' } });
    expect(settings.environment.slack).toMatchObject({ botToken: 'xoxb-1', appToken: 'xapp-1' });
  });

  it.each([
    ['playbooks', 'playbooks'],
    ['./ops/pages', 'ops/pages'],
  ])('resolves playbooks.dir %s against the file', (written, resolved) => {
    writeFileSync(file, withKey('playbooks.dir', written).text);
    const { config } = loadSettings(TOKENS, { configFile: file, need: 'bot' });
    expect(config.playbooks.dir).toBe(join(directory, resolved));
  });

  it('leaves an absolute playbooks.dir alone', () => {
    writeFileSync(file, withKey('playbooks.dir', '/srv/pages').text);
    expect(loadSettings(TOKENS, { configFile: file, need: 'bot' }).config.playbooks.dir).toBe('/srv/pages');
  });

  it('prefers the named file over WATCHBILL_CONFIG, and that over watchbill.yml', () => {
    const other = join(directory, 'other.yml');
    writeFileSync(other, withKey('timezone', 'UTC').text);
    const both = { WATCHBILL_CONFIG: other };
    expect(loadSettings(both, { configFile: file, need: 'store' }).file).toBe(file);
    expect(loadSettings(both, { need: 'store' }).config.timezone).toBe('UTC');
    const [problem] = problemsOf({}, { need: 'store' });
    expect(problem).toBe(
      'watchbill.yml: there is no such file; copy watchbill.example.yml, or name yours by --config or WATCHBILL_CONFIG',
    );
  });

  it('tells the problems of file and environment together', () => {
    writeFileSync(file, withKey('duty.ic.turn', 'month').text);
    expect(problemsOf({ PORT: 'x', SLACK_APP_TOKEN: 'xapp-1' }, { configFile: file, need: 'bot' })).toEqual([
      `${file}:9:5 duty.ic.turn: "month" is not allowed; one of day, week`,
      'SLACK_BOT_TOKEN: missing; the bot token of the Slack app (xoxb-…)',
      'PORT: "x" is not a port; a whole number from 0 to 65535',
    ]);
  });

  it.each(['', ' '])('needs the signing secret where the app token is %j', (token) => {
    const variables = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: token };
    expect(problemsOf(variables, { configFile: file, need: 'bot' })).toEqual([
      'SLACK_SIGNING_SECRET: missing; needed unless SLACK_APP_TOKEN (xapp-…) switches Socket Mode on',
    ]);
    expect(problemsOf({ ...variables, SLACK_SIGNING_SECRET: 's' }, { configFile: file, need: 'bot' })).toEqual([]);
  });

  it.each([
    ['alertmanager', 'ALERTMANAGER_TOKEN'],
    ['pingdom', 'PINGDOM_TOKEN'],
  ])('needs the secret of %s once that is switched on, although the file has other mistakes', (source, name) => {
    const on = withKey(`alarms.${source}.enabled`, 'true').text;
    const problem = `${name}: missing; alarms.${source}.enabled is true, and the webhook trusts nobody without it`;
    writeFileSync(file, on);
    expect(problemsOf(TOKENS, { configFile: file, need: 'bot' })).toEqual([problem]);
    expect(problemsOf({ ...TOKENS, [name]: 's' }, { configFile: file, need: 'bot' })).toEqual([]);
    writeFileSync(file, on.replace('Europe/Warsaw', 'Warsaw'));
    expect(problemsOf(TOKENS, { configFile: file, need: 'bot' })[1]).toBe(problem);
  });

  it('needs the key of Statuspage once a page of it is named', () => {
    writeFileSync(file, withKey('incidents.statuspage.page_id', 'gytm4qzbx9t6').text);
    expect(problemsOf(TOKENS, { configFile: file, need: 'bot' })).toEqual([
      'STATUSPAGE_TOKEN: missing; incidents.statuspage.page_id is set, and the page is written with it',
    ]);
    expect(problemsOf({ ...TOKENS, STATUSPAGE_TOKEN: 's' }, { configFile: file, need: 'bot' })).toEqual([]);
  });

  it('wants the secrets of clients that are told, and of Jira', () => {
    const client = { token_sha256: 'a'.repeat(64), webhook_url: 'https://shop.example.com/hooks' };
    writeFileSync(file, withKey('support.clients', JSON.stringify({ 'shop-page': client })).text);
    expect(problemsOf(TOKENS, { configFile: file, need: 'bot' })).toEqual([
      'SUPPORT_WEBHOOK_SECRET_SHOP_PAGE: missing; support.clients.shop-page.webhook_url is set, and what goes there is signed',
    ]);
    const jira = { url: 'https://acme.atlassian.net', user: 'bot@example.com', project: 'OPS' };
    writeFileSync(file, withKey('jira', JSON.stringify(jira)).text);
    expect(problemsOf(TOKENS, { configFile: file, need: 'bot' })).toEqual([
      'JIRA_TOKEN: missing; jira.url is set, and issues are made with it',
    ]);
  });

  it('needs no secret for the store alone, but refuses what is set wrong', () => {
    writeFileSync(file, withKey('alarms.pingdom.enabled', 'true').text);
    const { slack, tokens } = loadSettings({}, { configFile: file, need: 'store' }).environment;
    expect(slack).toMatchObject({ botToken: null, appToken: null, signingSecret: null });
    expect(tokens.pingdom).toBeNull();
    const wrong = { DATABASE_URL: 'mysql://x', SLACK_BOT_TOKEN: 'xapp-1' };
    expect(problemsOf(wrong, { configFile: file, need: 'store' }).map((line) => line.split(':')[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'DATABASE_URL',
    ]);
  });

  it('tells why a file cannot be read', () => {
    mkdirSync(join(directory, 'dir'));
    writeFileSync(join(directory, 'latin.yml'), Buffer.from([0x61, 0x3a, 0x20, 0xe9]));
    const reasons = ['dir', 'latin.yml', 'none.yml', 'nul\0'].map(
      (name) => problemsOf({}, { configFile: join(directory, name), need: 'store' })[0]?.split(': ')[1],
    );
    expect(reasons).toEqual([
      'this is a directory; the path of a YAML file',
      'not a text in UTF-8; save it as UTF-8',
      expect.stringMatching(/^there is no such file/),
      'cannot be read (ERR_INVALID_ARG_VALUE)',
    ]);
  });

  it('takes a file that begins with a byte order mark', () => {
    writeFileSync(file, `\uFEFF${MINIMAL}`);
    expect(problemsOf(TOKENS, { configFile: file, need: 'bot' })).toEqual([]);
  });

  it('throws nothing but a ConfigError, whatever is in the file', () => {
    const pieces = fc.constantFrom(
      ...'&a *a [ ] { } : - ? ! | > " \' # % @ , \n \t'.split(' '),
      '\n',
      ' ',
      '  ',
      '<<: ',
      'duty:',
      'ic:',
      'members:',
      'hours:',
      'alarms:',
      'incidents:',
      'response_plans:',
      'auto:',
      'null',
      '7',
      '.inf',
      '__proto__:',
      '%YAML 1.1\n---\n',
      '!!set ',
      '2027-01-15',
    );
    const soup = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
    const cut = fc.tuple(fc.nat(MINIMAL.length), fc.nat(20), soup);
    const damaged = cut.map(([at, length, put]) => MINIMAL.slice(0, at) + put + MINIMAL.slice(at + length));
    const content = fc.oneof(fc.string({ unit: 'binary' }), soup, damaged, fc.uint8Array());
    fc.assert(
      fc.property(content, (bytes) => {
        writeFileSync(file, bytes);
        const problems = problemsOf({}, { configFile: file, need: 'store' });
        expect(problems.every((problem) => problem.startsWith(file))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('throws nothing but a ConfigError, whatever stands beside a key', () => {
    const keys = fc.constantFrom(
      'timezone',
      'channels',
      'admins',
      'alarms',
      'alarms.storm',
      'alarms.sqs.queue_url',
      'triage.emoji',
      'duty.ic',
      'duty.ic.members',
      'duty.ic.hours',
      'incidents.response_plans',
      'incidents.auto',
      'incidents.may_open',
      'playbooks.base_url',
    );
    fc.assert(
      fc.property(keys, fc.json(), (key, value) => {
        writeFileSync(file, withKey(key, value).text);
        expect(() => problemsOf({}, { configFile: file, need: 'store' })).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});
