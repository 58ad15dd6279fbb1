/**
 * Rows of one statement: both engines bound the number of values in one (SQLite 32,766, PostgreSQL 65,535), and one
 * payload may hold two thousand alarms.
 */
const CHUNK = 500;

/** Runs a statement for so many rows at a time, in order. */
export async function inChunks<Row, Result>(
  rows: readonly Row[],
  run: (chunk: Row[]) => Promise<Result[]>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < rows.length; start += CHUNK) {
    results.push(...(await run(rows.slice(start, start + CHUNK))));
  }
  return results;
}
