import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../src/errors.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { startTcpRoad } from './tcp-road.ts';

describe('a PostgreSQL server', () => {
  let server: PostgresServer;
  let url: string;
  let store: Store;
  beforeAll(async () => {
    server = await startPostgres();
    url = await server.createDatabase();
    store = await openStore({ engine: 'postgres', url });
    await migrate(store, new Date('2026-11-20T09:00:00Z'));
  });
  beforeEach(async () => {
    await store.db.deleteFrom('setting').execute();
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  const put = (to: Store, name: string) =>
    to.write((trx) => trx.insertInto('setting').values({ name, value: '1' }).execute());

  /** As an operator does, or a server that stops. */
  async function endSession(pid: number): Promise<void> {
    const other = await openStore({ engine: 'postgres', url });
    await sql`select pg_terminate_backend(${pid}, 5000)`.execute(other.db);
    await other.close();
  }
  const session = sql<{ pid: number }>`select pg_backend_pid() as pid`;

  it('that ends a connection in a transaction is a fault that may pass, and nothing is kept', async () => {
    const failed = await store
      .write(async (trx) => {
        await trx.insertInto('setting').values({ name: 'lost', value: '1' }).execute();
        await endSession((await session.execute(trx)).rows[0]?.pid as number);
        await trx.insertInto('setting').values({ name: 'after', value: '1' }).execute();
      })
      .catch((error) => error);
    expect(failed).toBeInstanceOf(StoreError);
    expect(failed).toMatchObject({ retryable: true });
    await put(store, 'next');
    expect(await store.db.selectFrom('setting').select('name').execute()).toEqual([{ name: 'next' }]);
  });

  it('that ends an idle connection is not even noticed', async () => {
    const { rows } = await session.execute(store.db);
    await endSession(rows[0]?.pid as number);
    await put(store, 'next');
  });

  it('that is not there is a fault that may pass, for reading as for writing', async () => {
    const road = await startTcpRoad(1);
    await road.stop();
    const away = await openStore({ engine: 'postgres', url: url.replace(/:\d+\//, `:${road.port}/`) });
    for (const work of [put(away, 'x'), away.ping(), away.db.selectFrom('setting').selectAll().execute()]) {
      const failed = await work.catch((error) => error);
      expect(failed).toBeInstanceOf(StoreError);
      expect(failed).toMatchObject({ code: 'ECONNREFUSED', retryable: true });
    }
    await away.close();
  });

  it('that goes silent is a fault, and its dead connections are not used again', async () => {
    const road = await startTcpRoad(Number(new URL(url).port));
    const store = await openStore({ engine: 'postgres', url: url.replace(/:\d+\//, `:${road.port}/`) });
    await put(store, 'before');
    road.block();
    const failed = await store.ping().catch((error) => error);
    expect(failed).toBeInstanceOf(StoreError);
    expect(failed).toMatchObject({ retryable: true });
    road.open();
    await put(store, 'after');
    await road.stop();
    await store.close();
  });

  it.each([
    ['that does not know us', (address: URL) => Object.assign(address, { password: 'wrong' }), '28P01'],
    ['without such a database', (address: URL) => Object.assign(address, { pathname: '/nowhere' }), '3D000'],
  ])('%s is a fault that somebody has to mend, told without the password', async (_what, spoil, code) => {
    const wrong = await openStore({ engine: 'postgres', url: spoil(new URL(url)).href });
    const failed = await wrong.ping().catch((error) => error);
    expect(failed).toBeInstanceOf(StoreError);
    expect(failed).toMatchObject({ code, retryable: false });
    expect(failed.message).not.toContain('postgres://');
    await wrong.close();
  });
});
