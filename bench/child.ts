import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A floor that runs as a process of its own. */
export type Child = { pid: number; stop(): Promise<void> };

/** Starts a script of `bench/floor` with the same Node, and waits until it prints that it is ready. */
export async function startFloor(script: string, env: Record<string, string>): Promise<Child> {
  const path = join(import.meta.dirname, 'floor', script);
  const child = spawn(process.execPath, [path], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await ready(child, script);
  return { pid: child.pid as number, stop: () => stop(child) };
}

function ready(child: ChildProcess, script: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('ready\n')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the floor ${script} ended with ${code}`)));
  });
}

/** Ends a process as its operator would, and waits for its end: what Node compiled is kept only by a process that ends by itself. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
