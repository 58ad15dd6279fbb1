import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { World } from '../support/world.ts';

/** The alerts that a world's bot has committed, in the order in which they came; quicker than another process. */
export function alertRows({ dir }: World): { alarm: string; state: string; ticket: string | null }[] {
  const file = new Database(join(dir, 'watchbill.db'), { timeout: 5000 });
  try {
    return file.prepare('select alarm, state, ticket from alert order by id').all() as ReturnType<typeof alertRows>;
  } finally {
    file.close();
  }
}

/** Makes the database refuse whatever would be inserted into a table, until the returned function is called. */
export function refuseInserts({ dir }: World, table: string): () => void {
  const file = new Database(join(dir, 'watchbill.db'), { timeout: 5000 });
  file.exec(`create trigger refuse before insert on ${table} begin select raise(abort, 'refused'); end`);
  return () => {
    file.exec('drop trigger refuse');
    file.close();
  };
}
