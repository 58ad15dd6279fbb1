import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { DatabaseAddress, Store } from '../../src/store/open.ts';
import { type Engine, engines, type TestDatabase } from './databases.ts';

/** A part of the bot over a database, for tests. */
type House = { store: Store; close(): Promise<void> };

/** Opens a house for a test, on an empty database; several in one test are replicas. They are closed after it. */
export type Open<H, Options> = (options?: Options) => Promise<H>;

/** Runs tests with houses on engines. */
type On<H, Options> = (subject: string, tests: (open: Open<H, Options>) => void) => void;

/**
 * Tests with houses of one sort, on both engines, or on PostgreSQL, which alone takes several replicas.
 * @param openHouse opens one over a database.
 */
export function housesOn<H extends House, Options>(
  openHouse: (address: DatabaseAddress, options?: Options) => Promise<H>,
): { onBothEngines: On<H, Options>; onPostgres: On<H, Options> } {
  const on =
    (some: readonly Engine[]): On<H, Options> =>
    (subject, tests) =>
      describe.each(some)(`${subject} on $name`, (engine) => tests(openingOn(engine, openHouse)));
  return { onBothEngines: on(engines), onPostgres: on(engines.filter(({ name }) => name === 'postgres')) };
}

function openingOn<H extends House, Options>(
  engine: Engine,
  openHouse: (address: DatabaseAddress, options?: Options) => Promise<H>,
): Open<H, Options> {
  let server: Awaited<ReturnType<typeof engine.start>>;
  let database: TestDatabase;
  const houses: H[] = [];
  beforeAll(async () => {
    server = await engine.start();
    database = await server.create();
  });
  afterEach(async () => {
    const [first] = houses;
    if (first) await empty(first.store);
    await Promise.all(houses.splice(0).map((house) => house.close()));
  });
  afterAll(() => server.stop());
  return async (options) => {
    const house = await openHouse(database.address, options);
    houses.push(house);
    return house;
  };
}

/** Making a database anew for each test takes PostgreSQL longer than all tests together. */
async function empty({ db }: Store): Promise<void> {
  const tables = (await db.introspection.getTables()).filter(({ name }) => name !== 'schema_migration');
  for (const { name } of tables) await sql`delete from ${sql.table(name)}`.execute(db);
}
