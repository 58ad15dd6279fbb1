import { type Kysely, sql } from 'kysely';
import { migrations } from '../../db/migrations/all.ts';
import { StoreError } from '../errors.ts';
import type { Migration } from './migration.ts';
import type { Store } from './open.ts';

/** What a run of `migrate` did. `unknown` names steps of a newer Watchbill that this one can live beside. */
export type MigrationReport = { applied: string[]; unknown: string[] };

/**
 * Brings the schema up to date: safe to run twice, and by two processes at once (one waits for the other).
 * @throws {StoreError} code `newer_schema` when a newer Watchbill made a change that this one would break on.
 */
export async function migrate(
  store: Store,
  now: Date,
  steps: readonly Migration[] = migrations,
): Promise<MigrationReport> {
  return store.write(async (trx) => {
    await trx.schema
      .createTable('schema_migration')
      .ifNotExists()
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('breaking', 'integer', (c) => c.notNull())
      .addColumn('applied_at', 'text', (c) => c.notNull())
      .execute();
    const present = await trx.selectFrom('schema_migration').selectAll().execute();
    const names = new Set(present.map((row) => row.name));
    const unknown = present.filter((row) => !steps.some((step) => step.name === row.name));
    const breaking = unknown.filter((row) => row.breaking === 1).map((row) => row.name);
    if (breaking.length > 0) throw newerSchema(breaking);

    const missing = steps.filter((step) => !names.has(step.name));
    for (const step of missing) {
      await step.up(trx as unknown as Kysely<unknown>, store.dialect);
      await trx
        .insertInto('schema_migration')
        .values({ name: step.name, breaking: step.breaking ? 1 : 0, applied_at: now.toISOString() })
        .execute();
    }
    return { applied: missing.map((step) => step.name), unknown: unknown.map((row) => row.name) };
  }, 'migrate');
}

/** The steps that `migrate` would still run; all of them in an empty database. */
export async function pendingMigrations(store: Store, steps: readonly Migration[] = migrations): Promise<string[]> {
  const tables = await store.db.introspection.getTables();
  if (!tables.some((table) => table.name === 'schema_migration')) return steps.map((step) => step.name);
  const present = await sql<{ name: string }>`select name from schema_migration`.execute(store.db);
  const names = new Set(present.rows.map((row) => row.name));
  return steps.filter((step) => !names.has(step.name)).map((step) => step.name);
}

function newerSchema(names: string[]): StoreError {
  const message = `A newer Watchbill changed the database in a way this one cannot use (${names.join(', ')}). Start the newer version.`;
  return new StoreError(message, { code: 'newer_schema', retryable: false });
}
