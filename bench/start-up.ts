import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../test/support/free-port.ts';
import { createWorld, root, type World } from '../test/support/world.ts';
import { type Benchmark, pause } from './benchmark.ts';
import { startFloor, stop } from './child.ts';
import { median, type Row } from './figures.ts';

const RUNS = { short: 1, long: 10 };
/** `/readyz` is asked this often; it adds half of it to our figure. */
const ASK_MS = 4;
/** Memory is settled when this many readings, so far apart, differ by no more than this share. */
const SETTLED = { readings: 12, everyMs: 250, share: 0.01, within: 120 } as const;

type Start = { ms: number; megabytes: number };

/** From the start of the process until it is ready, and the memory it holds once idle. */
export const startUp: Benchmark = {
  name: 'start',
  async run({ short, dir, progress }) {
    const starts: { ours: Start[]; first: Start[]; floor: Start[] } = { ours: [], first: [], floor: [] };
    const runs = RUNS[short ? 'short' : 'long'];
    const compiled = join(dir, 'compiled');
    await inWorld((world) => startBot(world, compiled));
    for (let run = 0; run < runs; run++) {
      progress(`start: run ${run + 1} of ${runs}`);
      starts.ours.push(await inWorld((world) => startBot(world, compiled)));
      starts.floor.push(await inWorld(startBare));
      starts.first.push(await inWorld((world) => startBot(world, join(world.dir, 'compiled'))));
    }
    return rowsOf(starts);
  },
};

async function inWorld(work: (world: World) => Promise<Start>): Promise<Start> {
  const world = await createWorld();
  try {
    return await work(world);
  } finally {
    await world.stop();
  }
}

/** @param compiled the folder in which Node keeps what it compiled, from start to start. */
async function startBot({ env }: World, compiled: string): Promise<Start> {
  const port = await freePort();
  const from = performance.now();
  const child = spawn(process.execPath, [join(root, 'src/cli/watchbill.js'), 'start'], {
    env: { ...env, PORT: String(port), NODE_COMPILE_CACHE: compiled },
    cwd: root,
    stdio: 'ignore',
  });
  try {
    await ready(`http://127.0.0.1:${port}/readyz`, () => child.exitCode !== null);
    const ms = performance.now() - from;
    return { ms, megabytes: await settledMemory(child.pid as number) };
  } finally {
    await stop(child);
  }
}

async function startBare({ env }: World): Promise<Start> {
  const from = performance.now();
  const child = await startFloor('bolt-app.ts', env);
  const ms = performance.now() - from;
  const megabytes = await settledMemory(child.pid);
  await child.stop();
  return { ms, megabytes };
}

async function ready(url: string, hasEnded: () => boolean): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    await answer?.text();
    if (answer?.status === 200) return;
    if (hasEnded()) throw new Error('the bot ended before it was ready');
    await pause(ASK_MS);
  }
}

/** Linux tells it: https://www.kernel.org/doc/html/latest/filesystems/proc.html */
async function settledMemory(pid: number): Promise<number> {
  const readings: number[] = [];
  for (let reading = 0; reading < SETTLED.within; reading++) {
    readings.push(residentMegabytes(pid));
    const last = readings.slice(-SETTLED.readings);
    const most = Math.max(...last);
    if (last.length === SETTLED.readings && most - Math.min(...last) <= most * SETTLED.share) break;
    await pause(SETTLED.everyMs);
  }
  return readings.at(-1) as number;
}

function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error(`no memory is told of process ${pid}`);
  return Number(kilobytes) / 1024;
}

function rowsOf({ ours, first, floor }: Record<'ours' | 'first' | 'floor', readonly Start[]>): Row[] {
  const ms = (starts: readonly Start[]) => median(starts.map((start) => start.ms));
  const megabytes = (starts: readonly Start[]) => median(starts.map((start) => start.megabytes));
  const time = { unit: 'ms', floor: ms(floor) } as const;
  const memory = { unit: 'MB', ours: megabytes(ours), floor: megabytes(floor), must: { atMost: 1.5 } } as const;
  return [
    { what: 'start to ready', ...time, ours: ms(ours), must: { atMost: 2 } },
    { what: 'the first start, nothing compiled yet', ...time, ours: ms(first), must: null },
    { what: 'resident memory once idle', ...memory },
  ];
}
