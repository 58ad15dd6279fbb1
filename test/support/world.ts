import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { startSqs } from '../../sandbox/aws/sqs.ts';
import { type SlackOptions, type SlackSandbox, startSlack } from '../../sandbox/slack/sandbox.ts';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..');

/** A workspace, a queue, and a place for the bot's configuration and database; the bot is not started yet. */
export type World = {
  slack: SlackSandbox;
  sqs: Awaited<ReturnType<typeof startSqs>>;
  /** People and channels that are there from the start. */
  ada: string;
  bob: string;
  alerts: string;
  dir: string;
  env: Record<string, string>;
  /** Starts the bot as a process of its own, and waits until it is ready. */
  bot(more?: { env?: Record<string, string> }): Promise<BotProcess>;
  /** Runs a command of the command line to its end. */
  cli(...args: string[]): Promise<{ code: number; out: string; err: string }>;
  stop(): Promise<void>;
};

/** A bot that runs. */
export type BotProcess = {
  process: ChildProcess;
  url: string;
  /** What it logged so far. */
  log(): string;
  kill(signal: NodeJS.Signals): Promise<number | null>;
};

/** @param config YAML that is laid over the minimal configuration. */
export async function createWorld({
  config = '',
  slack: slackOptions = {},
  env = {},
}: {
  config?: string;
  slack?: SlackOptions;
  env?: Record<string, string>;
} = {}): Promise<World> {
  const slack = await startSlack(slackOptions);
  const sqs = await startSqs();
  const ada = slack.user({ name: 'ada' });
  const bob = slack.user({ name: 'bob' });
  const [alerts] = ['alerts', 'bugs', 'war', 'engineering'].map((name) => slack.channel({ name, members: [ada, bob] }));
  const dir = mkdtempSync(join(tmpdir(), 'watchbill-'));
  const file = join(dir, 'watchbill.yml');
  const base = {
    timezone: 'Europe/Warsaw',
    channels: { alerts: 'alerts', bugs: 'bugs', war: 'war', engineering: 'engineering' },
    alarms: { sqs: { queue_url: sqs.queueUrl }, reconcile: { every: 0 } },
    playbooks: { dir: join(root, 'playbooks') },
    duty: {
      ic: { members: [ada], hours: { 'mon-sun': '00:00-24:00' } },
      oncall: { members: [bob], hours: { 'mon-sun': '00:00-24:00' } },
    },
  };
  writeFileSync(file, stringify(merge(base, parse(config) ?? {})));
  const variables: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    DATABASE_URL: `sqlite:${join(dir, 'watchbill.db')}`,
    WATCHBILL_CONFIG: file,
    PORT: '0',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SQS: sqs.url,
    ...env,
  };
  const bots: BotProcess[] = [];
  return {
    slack,
    sqs,
    ada,
    bob,
    alerts: alerts as string,
    dir,
    env: variables,
    async bot(more = {}) {
      const bot = await startProcess({ ...variables, ...more.env });
      bots.push(bot);
      return bot;
    },
    cli: (...args) => run(args, variables),
    async stop() {
      await Promise.all(bots.map((bot) => bot.kill('SIGKILL')));
      await slack.stop();
      await sqs.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

type Tree = { [key: string]: unknown };

function merge(base: Tree, over: Tree): Tree {
  const merged: Tree = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isTree(below) && isTree(value) ? merge(below, value) : value;
  }
  return merged;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const script = join(root, 'src/cli/watchbill.js');

async function startProcess(env: Record<string, string>): Promise<BotProcess> {
  const child = spawn(process.execPath, [script, 'start'], { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const exited = once(child, 'exit');
  const port = await new Promise<number>((found, failed) => {
    child.stderr.on('data', (chunk) => {
      log += chunk;
      const up = /"port":(\d+),"msg":"Watchbill is up"/.exec(log);
      if (up) found(Number(up[1]));
    });
    child.once('exit', (code) => failed(new Error(`the bot ended with ${code}:\n${log}`)));
  });
  const bot: BotProcess = {
    process: child,
    url: `http://127.0.0.1:${port}`,
    log: () => log,
    async kill(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
  await untilReady(bot);
  return bot;
}

/** Asks again and again, for as long as a slow machine may need, and leaves it to the bot in between. */
async function untilReady(bot: BotProcess): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const { status } = await fetch(`${bot.url}/readyz`).catch((error: unknown) => {
      throw new Error(`the bot does not answer:\n${bot.log()}`, { cause: error });
    });
    if (status === 200) return;
    if (Date.now() > deadline) throw new Error(`the bot does not get ready:\n${bot.log()}`);
    await wait(20);
  }
}

async function run(args: string[], env: Record<string, string>): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [script, ...args], { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}
