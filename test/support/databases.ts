import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { DatabaseAddress } from '../../src/store/open.ts';
import { createDatabase } from './postgres.ts';

/** A fresh, empty database. */
export type TestDatabase = { address: DatabaseAddress; url: string; drop(): Promise<void> };

/** Makes databases of one engine. `stop` after all tests of a file. */
export type Engine = {
  name: 'sqlite' | 'postgres';
  start(): Promise<{ create(): Promise<TestDatabase>; stop(): Promise<void> }>;
};

const sqlite: Engine = {
  name: 'sqlite',
  async start() {
    const dir = mkdtempSync(join(tmpdir(), 'watchbill-db-'));
    let made = 0;
    return {
      async create() {
        made += 1;
        const path = join(dir, `${made}.db`);
        return { address: { engine: 'sqlite', path }, url: `sqlite:${path}`, drop: async () => {} };
      },
      stop: async () => rmSync(dir, { recursive: true, force: true }),
    };
  },
};

const postgres: Engine = {
  name: 'postgres',
  async start() {
    return {
      async create() {
        const url = await createDatabase(inject('postgres'));
        return { address: { engine: 'postgres', url }, url, drop: async () => {} };
      },
      stop: async () => {},
    };
  },
};

/** Both engines: the store's tests run on each. */
export const engines: readonly Engine[] = [sqlite, postgres];
