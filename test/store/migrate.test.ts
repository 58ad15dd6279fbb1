import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../db/migrations/all.ts';
import { migrate, pendingMigrations } from '../../src/store/migrate.ts';
import { type DatabaseAddress, openStore } from '../../src/store/open.ts';
import { engines } from '../support/databases.ts';

const now = new Date('2026-11-20T09:00:00Z');

describe.each(engines)('migrating $name', (engine) => {
  let server: Awaited<ReturnType<typeof engine.start>>;
  beforeAll(async () => {
    server = await engine.start();
  });
  afterAll(() => server.stop());

  it('brings an empty database up to date, and a second run changes nothing', async () => {
    const store = await openStore((await server.create()).address);
    expect(await pendingMigrations(store)).toEqual(migrations.map((step) => step.name));
    expect((await migrate(store, now)).applied).toEqual(migrations.map((step) => step.name));
    expect(await migrate(store, now)).toEqual({ applied: [], unknown: [] });
    expect(await pendingMigrations(store)).toEqual([]);
    await store.close();
  });

  it('lets processes migrate at once: one does it, the others find it done', async () => {
    const { address } = await server.create();
    const processes = [1, 2, 3].map(() => migrating(address));
    await Promise.all(processes.map((process) => process.isReady));
    const reports = await Promise.all(processes.map((process) => process.migrate()));
    expect(reports.flatMap((report) => report.applied)).toEqual(migrations.map((step) => step.name));
  });

  it('leaves the database as it was when a step fails half-way', async () => {
    const store = await openStore((await server.create()).address);
    const good = { name: '0001-good', breaking: false, up: makeTable('good') };
    const bad = {
      name: '0002-bad',
      breaking: false,
      up: async (db: Kysely<unknown>) => {
        await makeTable('bad')(db);
        throw new Error('half-way');
      },
    };
    await expect(migrate(store, now, [good, bad])).rejects.toThrow('half-way');
    expect((await store.db.introspection.getTables()).map((table) => table.name)).toEqual([]);
    expect((await migrate(store, now, [good])).applied).toEqual(['0001-good']);
    await store.close();
  });

  it('lives beside a newer schema, unless that is marked as breaking', async () => {
    const store = await openStore((await server.create()).address);
    const newer = { name: '9999-newer', breaking: false, up: async () => {} };
    await migrate(store, now, [...migrations, newer]);
    expect(await migrate(store, now)).toEqual({ applied: [], unknown: ['9999-newer'] });
    await migrate(store, now, [...migrations, newer, { ...newer, name: '9999-other', breaking: true }]);
    await expect(migrate(store, now)).rejects.toMatchObject({ code: 'newer_schema', retryable: false });
    await store.close();
  });
});

function makeTable(name: string) {
  return (db: Kysely<unknown>) => db.schema.createTable(name).addColumn('id', 'integer').execute();
}

function migrating(address: DatabaseAddress) {
  const script = join(import.meta.dirname, 'migrate-once.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(address)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  return {
    isReady: once(lines, 'line'),
    async migrate(): Promise<{ applied: string[] }> {
      const report = once(lines, 'line');
      child.stdin.write('go\n');
      const [line] = (await report) as [string];
      return JSON.parse(line);
    },
  };
}
