import { existsSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import { refusedErrands } from '../errands/depth.ts';
import { StoreError } from '../errors.ts';
import { pendingMigrations } from '../store/migrate.ts';
import { type DatabaseAddress, openStore, type Store } from '../store/open.ts';
import type { Db } from '../store/tables.ts';
import { type Finding, findingsOf } from './finding.ts';
import { newerSteps, refusedByError, rejectedByRoad, waitingSince } from './store.ts';

const { error, warning } = findingsOf('database');

/** A message that waits longer than this waits for something that somebody must mend. */
const LONG_MS = 10 * 60_000;

/** The database as far as it can be used. `store` is null when it cannot; else whoever asked closes it. */
export type CheckedDatabase = { findings: Finding[]; store: Store | null };

/** Looks at the database and what is kept in it, and makes nothing: neither a file nor a table. */
export async function checkDatabase(address: DatabaseAddress, clock: Clock): Promise<CheckedDatabase> {
  if (address.engine === 'sqlite' && !existsSync(address.path)) {
    const fix = 'Run "watchbill migrate"; "watchbill start" makes it too.';
    return { findings: [warning(`There is no database at ${address.path} yet.`, fix)], store: null };
  }
  const store = await openStore(address);
  try {
    await store.ping();
    const { findings, isCurrent } = await checkSchema(store);
    if (isCurrent) return { findings: [...findings, ...(await checkRows(store.db, clock.now()))], store };
    await store.close();
    return { findings, store: null };
  } catch (fault) {
    await store.close();
    if (!(fault instanceof StoreError)) throw fault;
    const fix = 'Check DATABASE_URL, that the database runs, and that the bot may use it.';
    return { findings: [error(`${fault.message} (${fault.code}).`, fix)], store: null };
  }
}

async function checkSchema(store: Store): Promise<{ findings: Finding[]; isCurrent: boolean }> {
  const pending = await pendingMigrations(store);
  if (pending.length > 0) {
    const fix = 'Run "watchbill migrate"; "watchbill start" does it too.';
    return { findings: [warning(`The database lacks ${pending.join(', ')}.`, fix)], isCurrent: false };
  }
  const newer = await newerSteps(store.db);
  const names = newer.map(({ name }) => name).join(', ');
  if (newer.some(({ breaking }) => breaking)) {
    const message = `A newer Watchbill changed the database in a way that this one cannot use (${names}).`;
    return { findings: [error(message, 'Run the newer version.')], isCurrent: false };
  }
  const findings = newer.map(({ name }) =>
    warning(`The database was brought up to date by a newer Watchbill (${name}).`, 'Run that version here too.'),
  );
  return { findings, isCurrent: true };
}

async function checkRows(db: Db, now: Date): Promise<Finding[]> {
  const rejected = (await rejectedByRoad(db)).map(({ road, count, newest }) =>
    warning(
      `${counted(count, 'payload')} that came by ${road} could not be read; the newest: ${newest}.`,
      'Look at them in the table "rejected", mend the sender or "watchbill ingest" what matters, and delete the rows.',
    ),
  );
  const refused = (await refusedByError(db)).map(({ error: word, count }) =>
    warning(
      `${counted(count, 'message')} will never be shown, because Slack refused: ${word}.`,
      'Report it as a bug of Watchbill, and delete the rows of "outbox" where dead is 1.',
    ),
  );
  const undone = (await refusedErrands(db)).map(({ kind, problem, count }) =>
    warning(
      `${counted(count, 'errand')} (${kind}) will never be done: ${problem}.`,
      'See what it is about on the cards of the incidents, do it by hand, and delete the rows of "errand" where refused is 1.',
    ),
  );
  const waiting = (await waitingSince(db, new Date(now.getTime() - LONG_MS))).map(({ channel, count, oldest }) =>
    warning(
      `${counted(count, 'message')} for ${channel} waiting to be sent, the oldest since ${oldest}.`,
      'See that "watchbill start" runs, and what is found here about Slack and that channel.',
    ),
  );
  return [...rejected, ...refused, ...undone, ...waiting];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
