import { afterEach, expect, it } from 'vitest';
import { type JiraStandIn, startJira } from '../../sandbox/jira.ts';
import { checkJira } from '../../src/check/jira.ts';
import type { Environment } from '../../src/config/environment.ts';
import { configSchema } from '../../src/config/schema.ts';

let jira: JiraStandIn;
afterEach(() => jira.stop());

const form = [
  { id: 'customfield_10010', name: 'Team', required: true },
  { id: 'customfield_10011', name: 'Goal', required: true, hasDefault: true },
  { id: 'priority', name: 'Priority', required: false },
];

async function found(more: object = {}, secrets: Partial<Environment['jira']> = {}): Promise<string[]> {
  const { url, user, project, token } = jira;
  const config = configSchema.parse({
    timezone: 'Europe/Warsaw',
    channels: { alerts: 'alerts', bugs: 'bugs', war: 'war', engineering: 'engineering' },
    duty: {
      ic: { members: ['U0000ADA'], hours: { 'mon-fri': '07:00-15:00' } },
      oncall: { members: ['U0000ADA'], hours: { 'mon-fri': '15:00-22:00' } },
    },
    jira: { url, user, project, ...more },
  });
  const environment = { jira: { token, webhookSecret: 'secret', ...secrets } } as Environment;
  const findings = await checkJira({ config, environment });
  return findings.map(({ level, message, fix }) => `${level}: ${message} ${fix}`);
}

it('nothing is said of a Jira in which issues can be made, nor where there is none', async () => {
  jira = await startJira({ form });
  expect(await found({ fields: { customfield_10010: 'Shop', priority: { name: 'High' } } })).toEqual([]);
  expect(await found({ url: null })).toEqual([]);
});

it('fields that Jira demands are named, and those that it does not know', async () => {
  jira = await startJira({ form });
  expect(await found({ fields: { team: 'Shop' } })).toEqual([
    'error: Jira demands the field customfield_10010 (Team) of an issue of type Task in OPS, and jira.fields has none. Give jira.fields.customfield_10010 a value.',
    'error: The form for an issue of type Task in OPS has no field team, so that Jira refuses every issue. Take jira.fields.team out, or put it there.',
  ]);
});

it('a type and a project that are not there are told, with what is', async () => {
  jira = await startJira();
  expect(await found({ type: 'Story' })).toEqual([
    'error: The project OPS has no issue type Story: it has Task, Bug. Set jira.type to one of them.',
  ]);
  expect(await found({ project: 'SHOP' })).toEqual([
    'error: Jira lets watchbill@example.com make no issues in a project SHOP. Correct jira.project, or give watchbill@example.com the permissions Browse Projects and Create Issues there.',
  ]);
});

it('a wrong token is told, and a Jira that is out of reach', async () => {
  jira = await startJira();
  expect(await found({}, { token: 'wrong' })).toEqual([
    'error: Jira refuses the account watchbill@example.com: set JIRA_TOKEN to a valid API token of it. Mend that, and check again.',
  ]);
  expect(await found({ url: 'http://127.0.0.1:1' })).toEqual([
    expect.stringMatching(/^error: Jira could not be reached at http:\/\/127\.0\.0\.1:1/),
  ]);
  jira.fail('GET', { status: 429 });
  expect(await found()).toEqual(['error: Jira takes no more requests for now. Mend that, and check again.']);
});

it('a webhook that is missing is told, for threads hear late without it', async () => {
  jira = await startJira();
  expect(await found({}, { webhookSecret: null })).toEqual([
    'warning: Jira tells nothing by itself: threads hear up to two minutes late that an issue is done. Make a webhook in Jira, as docs/jira.md says, and set JIRA_WEBHOOK_SECRET.',
  ]);
});
