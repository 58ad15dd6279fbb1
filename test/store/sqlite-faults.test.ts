import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../src/errors.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type Store } from '../../src/store/open.ts';

describe('an SQLite file', () => {
  let dir: string;
  let store: Store;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'watchbill-faults-'));
    store = await openStore({ engine: 'sqlite', path: join(dir, 'w.db') });
    await migrate(store, new Date('2026-11-20T09:00:00Z'));
  });
  afterEach(async () => {
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const put = (name: string, value = '1') =>
    store.write((trx) => trx.insertInto('setting').values({ name, value }).execute());

  it('is written ahead, and each commit is on disk before it returns', async () => {
    expect((await sql`pragma journal_mode`.execute(store.db)).rows).toEqual([{ journal_mode: 'wal' }]);
    expect((await sql`pragma synchronous`.execute(store.db)).rows).toEqual([{ synchronous: 2 }]);
  });

  it('holds what was committed by a process that was killed', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'write-and-wait.ts'), join(dir, 'w.db')]);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await store.db.selectFrom('setting').select('name').execute()).toEqual([{ name: 'committed' }]);
  });

  it('that another process locks for too long is a fault that may pass', async () => {
    const other = new Database(join(dir, 'w.db'));
    other.exec('begin immediate');
    const failed = await put('waiting').catch((error) => error);
    expect(failed).toBeInstanceOf(StoreError);
    expect(failed).toMatchObject({ code: 'SQLITE_BUSY', retryable: true });
    other.exec('rollback');
    other.close();
    await put('waiting');
  });

  it('on a full disk is a fault that may pass, and nothing is half written', async () => {
    const { page_count: pages } =
      (await sql<{ page_count: number }>`pragma page_count`.execute(store.db)).rows[0] ?? {};
    await sql`pragma max_page_count = ${sql.lit((pages as number) + 2)}`.execute(store.db);
    const failed = await put('big', 'x'.repeat(100_000)).catch((error) => error);
    expect(failed).toBeInstanceOf(StoreError);
    expect(failed).toMatchObject({ code: 'SQLITE_FULL', retryable: true });
    await sql`pragma max_page_count = 1000000`.execute(store.db);
    await put('after');
    expect(await store.db.selectFrom('setting').select('name').execute()).toEqual([{ name: 'after' }]);
  });

  it.each([
    ['in a folder that is not there', 'nowhere/w.db', 'SQLITE_CANTOPEN', true],
    ['that is something else', 'notes.txt', 'SQLITE_NOTADB', false],
  ])('%s is a fault', async (_what, path, code, retryable) => {
    writeFileSync(
      join(dir, 'notes.txt'),
      'Not a database, but a text that is long enough to be looked at. '.repeat(20),
    );
    const wrong = await openStore({ engine: 'sqlite', path: join(dir, path) });
    const failed = await wrong.ping().catch((error) => error);
    expect(failed).toBeInstanceOf(StoreError);
    expect(failed).toMatchObject({ code, retryable });
    await wrong.close();
  });
});
