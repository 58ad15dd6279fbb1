import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { startBot } from './play/bot-process.ts';
import { openWorkspace, type Workspace } from './play/workspace.ts';
import { messageHtml } from './slack/html.ts';
import { threadPage } from './slack/html-page.ts';
import type { Message } from './slack/sandbox.ts';

// The picture of the README: node sandbox/picture.ts docs/alert.png
// It wants Chromium and its fonts: apt-get install chromium fonts-lato fonts-noto-color-emoji

const ALARM = 'checkout-alb-5xx';
const WIDTH = 720;
const run = promisify(execFile);

const [target] = process.argv.slice(2);
if (target === undefined) {
  process.stderr.write('Usage: node sandbox/picture.ts FILE.png\n');
  process.exitCode = 2;
} else {
  await takePicture(resolve(target)).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}

async function takePicture(file: string): Promise<void> {
  const chromium = findChromium();
  const workspace = await openWorkspace();
  try {
    const page = join(workspace.dir, 'alert.html');
    const bot = await startBot(workspace);
    try {
      writeFileSync(page, pageOf(workspace, await playAlert(workspace)));
    } finally {
      await bot.stop();
    }
    mkdirSync(dirname(file), { recursive: true });
    await photograph(chromium, { page, file, profile: join(workspace.dir, 'chromium') });
  } finally {
    await workspace.stop({ keep: false });
  }
}

/** @throws when the PATH has none. */
function findChromium(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders
    .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
    .find((candidate) => existsSync(candidate));
  if (!found) throw new Error('There is no chromium in the PATH. On Debian: apt-get install chromium');
  return found;
}

/** An alert that fired twice, and somebody on it. @returns its thread, itself first. */
async function playAlert({ slack, people, change }: Workspace): Promise<Message[]> {
  const [ada = ''] = people.keys();
  const until = <T>(what: string, look: () => T) => slack.until(look, { what });
  change(ALARM, 'ALARM');
  const { ts } = await until('the alert', () => slack.messages('alerts').find(({ text }) => text.includes(ALARM)));
  const thread = () => slack.thread('alerts', ts);
  change(ALARM, 'ALARM');
  await until('the line of the repeat', () => thread()[1]);
  slack.react(ada, { channel: 'alerts', ts }, 'eyes');
  await until('who looks', () => JSON.stringify(thread()[0]?.blocks).includes(ada));
  slack.say(ada, 'alerts', 'Rolled back to checkout 4.18, errors are going down.', { threadTs: ts });
  return thread();
}

function pageOf({ slack, people }: Workspace, thread: readonly Message[]): string {
  const messages = thread.map((message) => {
    const { type, team, user } = message;
    const tell = (text: string) => slack.renderMessage({ type, team, user, text, ts: '', reactions: [] });
    const isApp = message.bot_id !== undefined;
    const name = isApp ? 'Watchbill' : (people.get(message.user) ?? message.user);
    return messageHtml(message, { name, isApp, time: tell(`<!date^${Math.floor(Number(message.ts))}^{time}|>`) }, tell);
  });
  return threadPage('alerts', messages);
}

type Shot = { page: string; file: string; profile: string };

/** A window has no height of its own: the page is asked for its height first. */
async function photograph(chromium: string, { page, file, profile }: Shot): Promise<void> {
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--hide-scrollbars',
    '--force-device-scale-factor=2',
    `--user-data-dir=${profile}`,
  ];
  const url = pathToFileURL(page).href;
  const height = await heightOf(chromium, flags, url);
  await run(chromium, [...flags, `--window-size=${WIDTH},${height}`, `--screenshot=${file}`, url]);
}

async function heightOf(chromium: string, flags: readonly string[], url: string): Promise<number> {
  const { stdout } = await run(chromium, [...flags, `--window-size=${WIDTH},1000`, '--dump-dom', url]);
  const height = /data-height="(\d+)"/.exec(stdout)?.[1];
  if (height === undefined) throw new Error(`Chromium did not tell how high the page is: ${stdout.slice(0, 200)}`);
  return Number(height);
}
