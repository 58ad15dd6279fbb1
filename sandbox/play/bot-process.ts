import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './workspace.ts';

const script = join(root, 'src/cli/watchbill.js');
const READY_WITHIN_MS = 30_000;
/** It promises to be gone within ten seconds. */
const STOPPED_WITHIN_MS = 12_000;
const ASK_AGAIN_MS = 20;
/** So many characters of the log are told when the bot dies. */
const LAST_WORDS = 2000;

/** The real bot, in a process of its own. */
export type BotProcess = {
  /** Its HTTP server; the same after a restart. */
  url: string;
  /** Its process id, another one after a restart. */
  readonly pid: number | undefined;
  /** Ends it in the middle of whatever it does, and starts it again. Resolves when it is ready. */
  killAndRestart(): Promise<void>;
  /** Lets it finish what is under way. */
  stop(): Promise<void>;
  /** Resolves, with what it left behind, when it ends though nobody told it to. */
  died: Promise<Error>;
};

type Running = { child: ChildProcess; port: number };

/** Starts the bot, its log going to `logFile`. @throws when it does not get ready. */
export async function startBot(parts: { env: Record<string, string>; logFile: string }): Promise<BotProcess> {
  const { promise: died, resolve: tellDeath } = Promise.withResolvers<Error>();
  let expected = false;
  const onExit = (error: Error) => {
    if (!expected) tellDeath(error);
  };
  let running = await start(parts, onExit);
  const end = async (signal: NodeJS.Signals) => {
    expected = true;
    const { child } = running;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'close'); // after 'exit', once its last words are in the log
    child.kill(signal);
    const patience = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS);
    await exited;
    clearTimeout(patience);
  };
  return {
    url: `http://127.0.0.1:${running.port}`,
    get pid() {
      return running.child.pid;
    },
    killAndRestart: async () => {
      await end('SIGKILL');
      expected = false;
      running = await start({ ...parts, env: { ...parts.env, PORT: String(running.port) } }, onExit);
    },
    stop: () => end('SIGTERM'),
    died,
  };
}

async function start(
  { env, logFile }: { env: Record<string, string>; logFile: string },
  onExit: (error: Error) => void,
): Promise<Running> {
  const child = spawn(process.execPath, [script, 'start'], { env, cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.pipe(createWriteStream(logFile, { flags: 'a' }));
  const { promise: up, resolve: isUp, reject: failed } = Promise.withResolvers<number>();
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk).slice(-LAST_WORDS);
    const port = /"port":(\d+),"msg":"Watchbill is up"/.exec(said)?.[1];
    if (port !== undefined) isUp(Number(port));
  });
  child.once('close', (code, signal) => {
    const error = new Error(`the bot ended by itself (${signal ?? code}). Its last words:\n${said.trimEnd()}`);
    failed(error);
    onExit(error);
  });
  const port = await up;
  await untilReady(`http://127.0.0.1:${port}/readyz`, child);
  return { child, port };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const giveUp = AbortSignal.timeout(READY_WITHIN_MS);
  while (child.exitCode === null) {
    const { status, reason } = await fetch(url, { signal: giveUp }).then(
      async (answer) => ({ status: answer.status, reason: await answer.text() }),
      (error: Error) => ({ status: 0, reason: error.message }),
    );
    if (status === 200) return;
    if (giveUp.aborted) throw new Error(`the bot does not get ready: ${reason}`);
    await delay(ASK_AGAIN_MS);
  }
  throw new Error('the bot ended before it was ready');
}

/** Runs a command of Watchbill's command line to its end. @returns what it printed, errors included. */
export async function runCommand(env: Record<string, string>, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [script, ...args], { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
  }
  await once(child, 'close');
  return said;
}
