import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../db/migrations/all.ts';
import { migrate, pendingMigrations } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
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

  it('lets two processes migrate at once: one does it, the other finds it done', async () => {
    const { address } = await server.create();
    const stores = await Promise.all([openStore(address), openStore(address)]);
    const reports = await Promise.all(stores.map((store) => migrate(store, now)));
    expect(reports.flatMap((report) => report.applied)).toEqual(migrations.map((step) => step.name));
    await Promise.all(stores.map((store) => store.close()));
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
