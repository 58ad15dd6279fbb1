import { Kysely, PostgresDialect, sql } from 'kysely';
import { StoreError } from '../errors.ts';
import type { Dialect } from './migration.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Db, Tables, Trx } from './tables.ts';

/** Where the database is: a file, or a server. */
export type DatabaseAddress = { engine: 'sqlite'; path: string } | { engine: 'postgres'; url: string };

/** An open database with what differs between the two engines. */
export type Store = {
  db: Db;
  engine: DatabaseAddress['engine'];
  dialect: Dialect;
  /**
   * Runs `work` in a transaction; with `lock`, no other process or replica is in a transaction of that name.
   * @throws {StoreError} when the database does not answer or does not commit.
   */
  write<T>(work: (trx: Trx) => Promise<T>, lock?: string): Promise<T>;
  /** @throws {StoreError} when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

const dialects: Record<DatabaseAddress['engine'], Dialect> = {
  sqlite: { identity: ['integer', (column) => column.primaryKey().autoIncrement()] },
  postgres: { identity: ['serial', (column) => column.primaryKey()] },
};

/** How long a PostgreSQL server may take for a connection or a statement before the work is given up. */
const POSTGRES_PATIENCE_MS = 5000;

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
      return faultsNamed(() =>
        db.transaction().execute(async (trx) => {
          if (lock !== undefined) await takeLock(trx, address.engine, lock);
          return work(trx);
        }),
      );
    },
    async ping() {
      await faultsNamed(() => sql`select 1`.execute(db));
    },
    async close() {
      await db.destroy();
    },
  };
}

async function postgresDialect(url: string): Promise<PostgresDialect> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: POSTGRES_PATIENCE_MS,
    statement_timeout: POSTGRES_PATIENCE_MS,
    query_timeout: POSTGRES_PATIENCE_MS,
    application_name: 'watchbill',
  });
  // A server that ends idle connections is no reason to crash: the next query opens another.
  pool.on('error', () => {});
  return new PostgresDialect({ pool });
}

/** SQLite's transactions hold the only write lock already; PostgreSQL's need one of their own, freed at their end. */
async function takeLock(trx: Trx, engine: Store['engine'], name: string): Promise<void> {
  if (engine === 'postgres') await sql`select pg_advisory_xact_lock(hashtext(${`watchbill:${name}`}))`.execute(trx);
}

async function faultsNamed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDriverFault(error)) throw error;
    throw new StoreError(`The database failed: ${error.message}`, { code: error.code, retryable: true, cause: error });
  }
}

/** Both drivers, and Node's sockets below them, put a `code` on their errors; our own errors and bugs have none. */
function isDriverFault(error: unknown): error is Error & { code: string } {
  if (!(error instanceof Error) || error instanceof StoreError) return false;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' || /timeout|terminated|ended|not open/i.test(error.message);
}
