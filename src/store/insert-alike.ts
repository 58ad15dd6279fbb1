import type { Compilable, CompiledQuery } from 'kysely';
import { inChunks } from './chunks.ts';
import type { Trx } from './tables.ts';

/** Statements are kept up to so many rows: what alarms usually need. */
const MOST_KEPT = 20;

/** A statement that was built, and the columns whose values it takes, row by row. */
type Built = { query: CompiledQuery<unknown>; columns: string[] };

const built = new WeakMap<object, Map<string, Built>>();

/**
 * Inserts rows that all have the same columns. Building a statement takes longer than running it, and an alarm is to be
 * in Slack at once; so it is built once for each number of rows and then given new values.
 * @param name tells statements apart.
 */
export async function insertAlike<Row extends object, Result>(
  trx: Trx,
  name: string,
  rows: readonly Row[],
  build: (rows: Row[]) => Compilable<Result>,
): Promise<Result[]> {
  return inChunks(rows, async (chunk) => {
    const { rows: results } = await trx.executeQuery(statement(trx, name, chunk, build));
    return results;
  });
}

function statement<Row extends object, Result>(
  trx: Trx,
  name: string,
  rows: Row[],
  build: (rows: Row[]) => Compilable<Result>,
): CompiledQuery<Result> {
  const columns = Object.keys(rows[0] ?? {});
  const kept = statementsOf(trx);
  const key = `${name} ${rows.length} ${columns.length}`;
  const known = kept.get(key);
  if (!known) {
    const query = build(rows).compile();
    if (rows.length <= MOST_KEPT) kept.set(key, { query, columns });
    return query;
  }
  const values = rows.flatMap((row) => known.columns.map((column) => (row as Record<string, unknown>)[column]));
  if (values.includes(undefined)) return build(rows).compile();
  // What follows the values belongs to the rest of the statement and is always the same.
  const parameters = [...values, ...known.query.parameters.slice(values.length)];
  return { ...known.query, parameters } as CompiledQuery<Result>;
}

/** The two engines write statements in different ways. */
function statementsOf(trx: Trx): Map<string, Built> {
  const { adapter } = trx.getExecutor();
  const kept = built.get(adapter) ?? new Map<string, Built>();
  built.set(adapter, kept);
  return kept;
}
