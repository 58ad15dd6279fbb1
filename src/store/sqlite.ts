import Database from 'better-sqlite3';
import { CompiledQuery, type DatabaseConnection, SqliteDialect, type SqliteDialectConfig, SqliteDriver } from 'kysely';
import { storeFault } from './fault.ts';

/** Prepared statements kept; the bot has about a hundred different ones, and those over lists come in several lengths. */
const MOST_STATEMENTS = 500;

/**
 * An SQLite file in write-ahead mode whose commits are on disk before they return (`synchronous=FULL`,
 * https://www.sqlite.org/pragma.html#pragma_synchronous). Other processes are waited for, up to five seconds.
 * Its faults are thrown as StoreErrors.
 */
export function sqliteDialect(path: string): SqliteDialect {
  return new WatchbillSqliteDialect({ database: async () => withKeptStatements(named(() => openFile(path))) });
}

function openFile(path: string): Database.Database {
  const file = new Database(path, { timeout: 5000 });
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.pragma('cache_size = -32000');
  // Statements that insert several rows keep a journal of their own, which otherwise is a file.
  file.pragma('temp_store = MEMORY');
  return file;
}

/** Kysely prepares a statement anew for every execution; keeping them halves the time of a short query. */
function withKeptStatements(file: Database.Database) {
  const kept = new Map<string, Database.Statement<unknown[]>>();
  return {
    prepare(sql: string) {
      const known = kept.get(sql);
      if (known) return asKyselyStatement(known);
      const statement = named(() => file.prepare<unknown[]>(sql));
      const oldest = kept.size >= MOST_STATEMENTS ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      kept.set(sql, statement);
      return asKyselyStatement(statement);
    },
    close: () => void file.close(),
  };
}

function asKyselyStatement(statement: Database.Statement<unknown[]>) {
  return {
    reader: statement.reader,
    all: (parameters: ReadonlyArray<unknown>) => named(() => statement.all(...parameters)),
    run: (parameters: ReadonlyArray<unknown>) => named(() => statement.run(...parameters)),
    iterate: (parameters: ReadonlyArray<unknown>) => statement.iterate(...parameters) as IterableIterator<unknown>,
  };
}

function named<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeFault(error);
  }
}

/** Takes the write lock as a transaction begins: one that first reads and then writes could not wait for others. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** On a full disk and the like SQLite has rolled back by itself; its complaint would hide what really failed. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch (error) {
      if (!(error instanceof Error && /no transaction is active/.test(error.message))) throw error;
    }
  }
}

class WatchbillSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config);
  }
}
