import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../src/errors.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import type { Trx } from '../../src/store/tables.ts';
import { engines } from '../support/databases.ts';

describe.each(engines)('writing to $name', (engine) => {
  let server: Awaited<ReturnType<typeof engine.start>>;
  let store: Store;
  beforeAll(async () => {
    server = await engine.start();
    store = await openStore((await server.create()).address);
    await migrate(store, new Date('2026-11-20T09:00:00Z'));
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });
  beforeEach(async () => {
    await store.db.deleteFrom('setting').execute();
  });

  const put = (trx: Trx, name: string, value = '1') => trx.insertInto('setting').values({ name, value }).execute();
  const names = async () => (await store.db.selectFrom('setting').select('name').execute()).map((row) => row.name);

  it('keeps all of a transaction, or nothing of it', async () => {
    await store.write((trx) => put(trx, 'kept'));
    const failing = store.write(async (trx) => {
      await put(trx, 'lost');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await names()).toEqual(['kept']);
  });

  it.each([
    ['as it begins', (work: (trx: Trx) => Promise<void>) => store.write(work, 'count')],
    [
      'within it',
      (work: (trx: Trx) => Promise<void>) => store.write((trx) => store.lock(trx, 'count').then(() => work(trx))),
    ],
  ])('lets one at a time go on with a transaction that takes a lock %s', async (_when, write) => {
    const counted = Array.from({ length: 8 }, () =>
      write(async (trx) => {
        const row = await trx.selectFrom('setting').select('value').where('name', '=', 'n').executeTakeFirst();
        await new Promise((resolve) => setImmediate(resolve));
        const value = String(Number(row?.value ?? 0) + 1);
        await trx
          .insertInto('setting')
          .values({ name: 'n', value })
          .onConflict((c) => c.column('name').doUpdateSet({ value }))
          .execute();
      }),
    );
    await Promise.all(counted);
    expect(await store.db.selectFrom('setting').selectAll().execute()).toEqual([{ name: 'n', value: '8' }]);
  });

  it.each([
    ['a row that its rules forbid', (trx: Trx) => put(trx, 'twice').then(() => put(trx, 'twice'))],
    ['a statement it does not understand', (trx: Trx) => sql`selekt 1`.execute(trx)],
    ['a table that is not there', (trx: Trx) => sql`select * from nothing`.execute(trx)],
  ])('takes %s for a bug, not for a fault of the database', async (_what, work) => {
    const failed = await store.write<unknown>(work).catch((error) => error);
    expect(failed).toBeInstanceOf(Error);
    expect(failed).not.toBeInstanceOf(StoreError);
    expect(await names()).toEqual([]);
  });

  it('goes on after a failed transaction', async () => {
    await store.write((trx) => sql`selekt 1`.execute(trx)).catch(() => {});
    await store.write((trx) => put(trx, 'after'));
    expect(await names()).toEqual(['after']);
  });
});
