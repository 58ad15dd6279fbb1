import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { StoreError } from '../errors.ts';
import { isSqlState, storeFault } from './fault.ts';

/** How long a server may take for a connection or a statement before the work is given up. */
const PATIENCE_MS = 5000;
const MOST_CONNECTIONS = 10;

/** A pool of connections to a PostgreSQL server, whose faults are thrown as StoreErrors. */
export async function postgresDialect(url: string): Promise<PostgresDialect> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    statement_timeout: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    application_name: 'watchbill',
  });
  // A connection that ends is no reason to crash, idle or between two statements: the next statement tells.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return new PostgresDialect({ pool: withFaultsNamed(pool) });
}

function withFaultsNamed(pool: Pool): PostgresPool {
  return {
    async connect() {
      try {
        return withFaultsOfQueriesNamed(await pool.connect());
      } catch (error) {
        throw connectFault(error);
      }
    },
    end: () => pool.end(),
    options: pool.options,
  };
}

/** Whatever keeps us from connecting is a fault: nothing of ours was sent yet. */
function connectFault(error: unknown): StoreError {
  const fault = storeFault(error);
  if (fault instanceof StoreError) return fault;
  const message = `The database cannot be reached: ${error instanceof Error ? error.message : String(error)}`;
  return new StoreError(message, { code: 'connect_failed', retryable: true, cause: error });
}

/** Once a connection failed, or did not answer in time, it is closed: the pool would hand it out again. */
function withFaultsOfQueriesNamed(client: PoolClient): PostgresPoolClient {
  let isBroken = false;
  async function query(sql: string, parameters: unknown[]) {
    try {
      return await client.query(sql, parameters);
    } catch (error) {
      const fault = storeFault(error);
      isBroken ||= fault instanceof StoreError && !isSqlState(fault.code);
      throw fault;
    }
  }
  // Kysely may also hand in a cursor, which nobody here does.
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release(isBroken) };
}
