import Database from 'better-sqlite3';

type Value = string | number | null;
type Stored = Record<string, Value>;
/** The rows of one table that go into one commit. */
type Part = { table: string; rows: Stored[] };

/** The rows that came of alarm messages, in the parts in which they were committed: so many alerts with all of theirs. */
export function readBatches(path: string, size: number): Part[][] {
  const file = new Database(path, { readonly: true });
  try {
    const all = (table: string) => file.prepare(`select * from ${table}`).all() as Stored[];
    const alerts = all('alert');
    const ofAlarm = groupBy(all('alarm'), 'key');
    const ofAlert = groupBy(all('alarm_event'), 'alert_id');
    const byMessage = ['message', 'outbox', 'storm'].map((table) => ({
      table,
      rows: groupBy(all(table), table === 'message' ? 'id' : 'message_id'),
    }));
    return inBatches(alerts, size).map((batch) => [
      { table: 'alert', rows: batch },
      { table: 'alarm', rows: batch.flatMap(({ key }) => take(ofAlarm, key)) },
      { table: 'alarm_event', rows: batch.flatMap(({ id }) => take(ofAlert, id)) },
      ...byMessage.map(({ table, rows }) => ({
        table,
        rows: batch.flatMap(({ message_id: message }) => take(rows, message)),
      })),
    ]);
  } finally {
    file.close();
  }
}

/** Inserts them with prepared statements and nothing else, each batch in a commit that is on disk when it returns. */
export function insertBatches(path: string, batches: readonly Part[][]): void {
  const file = new Database(path);
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  const statements = new Map<string, Database.Statement<Value[]>>();
  const insertInto = (table: string, row: Stored) => {
    const columns = Object.keys(row);
    const marks = columns.map(() => '?').join(', ');
    const sql = `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) values (${marks})`;
    const statement = statements.get(table) ?? file.prepare<Value[]>(sql);
    statements.set(table, statement);
    statement.run(...Object.values(row));
  };
  const insertBatch = file.transaction((parts: Part[]) => {
    for (const { table, rows } of parts) for (const row of rows) insertInto(table, row);
  });
  for (const parts of batches) insertBatch.immediate(parts);
  file.close();
}

/** A row belongs to the first that asks for it. */
function take(groups: Map<Value, Stored[]>, key: Value | undefined): Stored[] {
  const rows = groups.get(key ?? null) ?? [];
  groups.delete(key ?? null);
  return rows;
}

function groupBy(rows: readonly Stored[], column: string): Map<Value, Stored[]> {
  return Map.groupBy(rows, (row) => row[column] ?? null);
}

function inBatches<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
