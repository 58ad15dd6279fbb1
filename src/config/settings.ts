import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigError } from '../errors.ts';
import { type Environment, type Required, readEnvironment, type Variables, webhookSecretName } from './environment.ts';
import { isMapping, valueAt } from './given.ts';
import { type ConfigReading, readConfig } from './read-config.ts';
import type { Config } from './schema.ts';

/** Everything that whoever runs the bot decides. */
export type Settings = {
  /** The configuration file, absolute. */
  file: string;
  /** Where it stands, absolute; the paths in it are already resolved against this. */
  directory: string;
  config: Config;
  environment: Environment;
};

/** `bot` needs the secrets for running; `store` only the database. `configFile` beats `WATCHBILL_CONFIG`. */
export type SettingsWish = { configFile?: string; need: 'bot' | 'store' };

/** Sources whose webhook trusts a bearer token, by the variable that holds it. */
const TOKEN_OF = { alertmanager: 'ALERTMANAGER_TOKEN', pingdom: 'PINGDOM_TOKEN' } as const;

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; copy watchbill.example.yml, or name yours by --config or WATCHBILL_CONFIG',
  EISDIR: 'this is a directory; the path of a YAML file',
  EACCES: 'not allowed to read it; a file that this user may read',
};

function readFile(path: string, name: string): ConfigReading {
  const unread = (reason: string): ConfigReading => ({
    raw: undefined,
    config: null,
    problems: [`${name}: ${reason}`],
  });
  try {
    return readConfig(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)), name);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return unread('not a text in UTF-8; save it as UTF-8');
    return unread(FAULTS[code] ?? `cannot be read (${code})`);
  }
}

function secretsFor(raw: unknown, variables: Variables): Required {
  const sources = Object.entries(TOKEN_OF)
    .map(([source, name]) => ({ name, key: ['alarms', source, 'enabled'] }))
    .filter(({ key }) => valueAt(raw, key) === true)
    .map(({ name, key }) => [name, `${key.join('.')} is true, and the webhook trusts nobody without it`] as const);
  const isOnPage = typeof valueAt(raw, ['incidents', 'statuspage', 'page_id']) === 'string';
  const clients = valueAt(raw, ['support', 'clients']);
  const hooks = Object.entries(isMapping(clients) ? clients : {})
    .filter(([, client]) => typeof valueAt(client, ['webhook_url']) === 'string')
    .map(
      ([name]) =>
        [webhookSecretName(name), `support.clients.${name}.webhook_url is set, and what goes there is signed`] as const,
    );
  const hasJira = typeof valueAt(raw, ['jira', 'url']) === 'string';
  const socket = Boolean(variables['SLACK_APP_TOKEN']?.trim());
  return {
    SLACK_BOT_TOKEN: 'the bot token of the Slack app (xoxb-…)',
    ...(socket ? {} : { SLACK_SIGNING_SECRET: 'needed unless SLACK_APP_TOKEN (xapp-…) switches Socket Mode on' }),
    ...Object.fromEntries(sources),
    ...Object.fromEntries(hooks),
    ...(hasJira && { JIRA_TOKEN: 'jira.url is set, and issues are made with it' }),
    ...(isOnPage && { STATUSPAGE_TOKEN: 'incidents.statuspage.page_id is set, and the page is written with it' }),
  };
}

/**
 * Reads the configuration file and the environment. Touches nothing else.
 * @throws {ConfigError} with every problem of both.
 */
export function loadSettings(variables: Variables, { configFile, need }: SettingsWish): Settings {
  const name = configFile || variables['WATCHBILL_CONFIG']?.trim() || 'watchbill.yml';
  const file = resolve(name);
  const { raw, config, problems } = readFile(file, name);
  const read = readEnvironment(variables, need === 'bot' ? secretsFor(raw, variables) : {});
  if (config === null || read.problems.length > 0) throw new ConfigError([...problems, ...read.problems]);
  const directory = dirname(file);
  const playbooks = { ...config.playbooks, dir: resolve(directory, config.playbooks.dir) };
  return { file, directory, config: { ...config, playbooks }, environment: read.environment };
}
