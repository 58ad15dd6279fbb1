import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from '../support/world.ts';

/** A command of the command line that runs in a process of its own. */
export type Launched = {
  /** Where its HTTP server is, once the bot says that it is up. Rejects when it ends before. */
  url: Promise<string>;
  /** What it wrote so far. */
  out(): string;
  err(): string;
  /** Writes to its standard input, and ends it. */
  feed(text: string): void;
  end: Promise<{ code: number | null; out: string; err: string }>;
  /** Sends a signal. What is not gone ten seconds later is killed, and then has no exit status. */
  signal(name: NodeJS.Signals): Promise<{ code: number | null; out: string; err: string }>;
};

type LaunchOptions = { env: Record<string, string>; node?: string; nodeArgs?: string[]; cwd?: string };

/** Starts `watchbill ARGS`, and waits for nothing. */
export function launch(
  args: readonly string[],
  { env, node = process.execPath, nodeArgs = [], cwd = root }: LaunchOptions,
): Launched {
  const script = join(root, 'src/cli/watchbill.js');
  const child = spawn(node, [...nodeArgs, script, ...args], { env, cwd, stdio: 'pipe' });
  let out = '';
  let err = '';
  const up = Promise.withResolvers<string>();
  up.promise.catch(() => {});
  child.stdin.on('error', () => {}); // it may end without having read
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
    const port = /"port":(\d+),"msg":"Watchbill is up"/.exec(err)?.[1];
    if (port !== undefined) up.resolve(`http://127.0.0.1:${port}`);
  });
  const end = once(child, 'close').then(([code]: (number | null)[]) => {
    up.reject(new Error(`it ended with ${code}:\n${err}`));
    return { code: code ?? null, out, err };
  });
  return {
    url: up.promise,
    out: () => out,
    err: () => err,
    feed: (text) => void child.stdin.end(text),
    end,
    async signal(name) {
      child.kill(name);
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      const ended = await end;
      clearTimeout(late);
      return ended;
    },
  };
}

/** What `GET /readyz` says. */
export type Readiness = { status: number; reasons: string[]; problems: string[] };

/** Asks `/readyz` again, as soon as it has answered, until `isIt`. */
export async function readyzUntil(url: string, isIt: (readiness: Readiness) => boolean): Promise<Readiness> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const response = await fetch(`${url}/readyz`);
    const readiness = { status: response.status, ...((await response.json()) as Omit<Readiness, 'status'>) };
    if (isIt(readiness)) return readiness;
    if (Date.now() > deadline) throw new Error(`in vain; the last answer was ${JSON.stringify(readiness)}`);
  }
}

/** A port of this machine that nobody listens on (any more). */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
