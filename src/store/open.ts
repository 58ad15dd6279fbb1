import { Kysely, sql } from 'kysely';
import type { Dialect } from './migration.ts';
import { postgresDialect } from './postgres.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Db, Tables, Trx } from './tables.ts';

/** Where the database is: a file, or a server. */
export type DatabaseAddress = { engine: 'sqlite'; path: string } | { engine: 'postgres'; url: string };

/** An open database with what differs between the two engines. */
export type Store = {
  /** Every query on it throws a StoreError when the database does not answer. */
  db: Db;
  engine: DatabaseAddress['engine'];
  dialect: Dialect;
  /**
   * Runs `work` in a transaction; with `lock`, no other process or replica is in a transaction of that name.
   * @throws {StoreError} when the database does not answer or does not commit.
   */
  write<T>(work: (trx: Trx) => Promise<T>, lock?: string): Promise<T>;
  /** Takes a further lock, which a transaction of `write` then holds until its end. */
  lock(trx: Trx, name: string): Promise<void>;
  /** @throws {StoreError} when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

const dialects: Record<DatabaseAddress['engine'], Dialect> = {
  sqlite: { identity: ['integer', (column) => column.primaryKey().autoIncrement()] },
  postgres: { identity: ['serial', (column) => column.primaryKey()] },
};

/** Opens the database; tables are made by `migrate`. */
export async function openStore(address: DatabaseAddress): Promise<Store> {
  const db = new Kysely<Tables>({
    dialect: address.engine === 'sqlite' ? sqliteDialect(address.path) : await postgresDialect(address.url),
  });
  return {
    db,
    engine: address.engine,
    dialect: dialects[address.engine],
    async write(work, lock) {
      return db.transaction().execute(async (trx) => {
        if (lock !== undefined) await takeLock(trx, address.engine, lock);
        return work(trx);
      });
    },
    lock: (trx, name) => takeLock(trx, address.engine, name),
    async ping() {
      await sql`select 1`.execute(db);
    },
    async close() {
      await db.destroy();
    },
  };
}

/** SQLite's transactions hold the only write lock already; PostgreSQL's need one of their own, freed at their end. */
async function takeLock(trx: Trx, engine: Store['engine'], name: string): Promise<void> {
  if (engine === 'postgres') await sql`select pg_advisory_xact_lock(hashtext(${`watchbill:${name}`}))`.execute(trx);
}
