import { isSlackToken, lookOf } from './slack-tokens.ts';
import { isHttpUrl } from './values.ts';

/** The database to use; a SQLite `path` is relative to the working directory. */
export type DatabaseAddress = { engine: 'sqlite'; path: string } | { engine: 'postgres'; url: string };

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** pino's levels. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the environment variables say. Secrets that are not set are null. */
export type Environment = {
  slack: {
    botToken: string | null;
    /** Socket Mode is used when it is there. */
    appToken: string | null;
    signingSecret: string | null;
    /** Ends in `/`. */
    apiUrl: string;
  };
  database: DatabaseAddress;
  /** 0 lets the system choose. */
  port: number;
  logLevel: LogLevel;
  /** Bearer tokens of the webhooks; that of EventBridge switches its webhook on. */
  tokens: { eventbridge: string | null; alertmanager: string | null; pingdom: string | null };
  /** The API token of Jira's account, and the secret with which Jira signs what it tells. */
  jira: { token: string | null; webhookSecret: string | null };
  /** With what each client of the support API can tell that a webhook is ours, by the client's name. */
  webhookSecrets: Readonly<Record<string, string>>;
  /** The key of statuspage.io, and its API's base, without a slash at its end. */
  statuspage: { token: string | null; apiUrl: string };
};

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Variables that must be set, each with the reason, which ends the sentence `missing; …`. */
export type Required = Readonly<Record<string, string>>;

/** One variable, trimmed: a secret read from a file often ends in a newline. Null when nothing is in it. */
type Read = (name: string) => string | null;

function readSlackToken(name: string, prefix: 'xoxb-' | 'xapp-', read: Read, problems: string[]): string | null {
  const value = read(name);
  if (value === null || new RegExp(`^${prefix}\\S+$`).test(value)) return value;
  const look = value.startsWith(prefix) ? 'incomplete or broken' : lookOf(value);
  problems.push(`${name}: looks like ${look}; a token that begins with ${prefix}`);
  return null;
}

function readSigningSecret(read: Read, problems: string[]): string | null {
  const value = read('SLACK_SIGNING_SECRET');
  if (value === null || !isSlackToken(value)) return value;
  const where = 'the Signing Secret under Basic Information of the Slack app';
  problems.push(`SLACK_SIGNING_SECRET: looks like ${lookOf(value)}; ${where}`);
  return null;
}

function readApiUrl(read: Read, problems: string[]): string {
  const value = read('SLACK_API_URL') ?? 'https://slack.com/api/';
  if (!isHttpUrl(value) || /[?#]/.test(value)) {
    problems.push('SLACK_API_URL: not an address; http:// or https://, without password, query or fragment');
  }
  return value.endsWith('/') ? value : `${value}/`;
}

function readStatuspageUrl(read: Read, problems: string[]): string {
  const value = read('STATUSPAGE_API_URL') ?? 'https://api.statuspage.io/v1';
  if (!isHttpUrl(value)) {
    problems.push('STATUSPAGE_API_URL: not an address; http:// or https://, without password');
  }
  return value.replace(/\/+$/, '');
}

const WEBHOOK_SECRET = 'SUPPORT_WEBHOOK_SECRET_';

/** The variable that holds the secret of a client of the support API. */
export const webhookSecretName = (client: string): string =>
  `${WEBHOOK_SECRET}${client.toUpperCase().replaceAll('-', '_')}`;

function readWebhookSecrets(variables: Variables, read: Read): Record<string, string> {
  const names = Object.keys(variables).filter((name) => name.startsWith(WEBHOOK_SECRET));
  return Object.fromEntries(
    names.flatMap((name) => {
      const secret = read(name);
      const client = name.slice(WEBHOOK_SECRET.length).toLowerCase().replaceAll('_', '-');
      return secret === null ? [] : [[client, secret] as const];
    }),
  );
}

function readDatabase(read: Read, problems: string[]): DatabaseAddress {
  const value = read('DATABASE_URL') ?? 'sqlite:watchbill.db';
  const path = /^sqlite:(.+)$/s.exec(value)?.[1] ?? '';
  // `sqlite://x` would be `/x` to the file system while its author most likely meant `x`.
  if (path !== '' && !/^\/\/[^/]/.test(path)) return { engine: 'sqlite', path };
  if (!/^postgres(?:ql)?:\/\//.test(value) || !URL.canParse(value)) {
    // The value stays unsaid: there may be a password in it.
    problems.push('DATABASE_URL: not the address of a database; sqlite:PATH, postgres://… or postgresql://…');
  }
  return { engine: 'postgres', url: value };
}

function readPort(read: Read, problems: string[]): number {
  const value = read('PORT') ?? '3000';
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  problems.push(`PORT: ${JSON.stringify(value.slice(0, 20))} is not a port; a whole number from 0 to 65535`);
  return 0;
}

function readLogLevel(read: Read, problems: string[]): LogLevel {
  const value = read('LOG_LEVEL') ?? 'info';
  const level = LOG_LEVELS.find((known) => known === value);
  if (level) return level;
  problems.push(`LOG_LEVEL: ${JSON.stringify(value.slice(0, 20))} is not a level; one of ${LOG_LEVELS.join(', ')}`);
  return 'info';
}

/**
 * Reads and checks the environment. What is set has to be right, needed or not. No message holds a secret.
 * @returns the environment, which counts only when there are no problems: one line each, beginning with the variable.
 */
export function readEnvironment(
  variables: Variables,
  required: Required,
): { environment: Environment; problems: string[] } {
  const read: Read = (name) => variables[name]?.trim() || null;
  const missing = Object.entries(required).filter(([name]) => read(name) === null);
  const problems = missing.map(([name, reason]) => `${name}: missing; ${reason}`);
  const environment: Environment = {
    slack: {
      botToken: readSlackToken('SLACK_BOT_TOKEN', 'xoxb-', read, problems),
      appToken: readSlackToken('SLACK_APP_TOKEN', 'xapp-', read, problems),
      signingSecret: readSigningSecret(read, problems),
      apiUrl: readApiUrl(read, problems),
    },
    database: readDatabase(read, problems),
    port: readPort(read, problems),
    logLevel: readLogLevel(read, problems),
    tokens: {
      eventbridge: read('EVENTBRIDGE_TOKEN'),
      alertmanager: read('ALERTMANAGER_TOKEN'),
      pingdom: read('PINGDOM_TOKEN'),
    },
    jira: { token: read('JIRA_TOKEN'), webhookSecret: read('JIRA_WEBHOOK_SECRET') },
    webhookSecrets: readWebhookSecrets(variables, read),
    statuspage: { token: read('STATUSPAGE_TOKEN'), apiUrl: readStatuspageUrl(read, problems) },
  };
  return { environment, problems };
}
