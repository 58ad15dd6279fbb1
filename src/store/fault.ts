import { StoreError } from '../errors.ts';

/** SQLite's result codes that are no mistake of ours (https://www.sqlite.org/rescode.html): true when they may pass. */
const sqliteFaults: Record<string, boolean> = {
  BUSY: true,
  LOCKED: true,
  IOERR: true,
  FULL: true,
  CANTOPEN: true,
  READONLY: true,
  PERM: true,
  PROTOCOL: true,
  NOMEM: true,
  CORRUPT: false,
  NOTADB: false,
};

/**
 * PostgreSQL's SQLSTATEs that are no mistake of ours, by code or by class
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html): true when they may pass.
 */
const postgresFaults: Record<string, boolean> = {
  '08': true, // connection
  25006: true, // read only, as a server is while another takes over from it
  28: false, // who we are
  '3D': false, // no such database
  40: true, // rolled back in favour of others
  42501: false, // not allowed
  53: true, // out of memory, disk or connections
  55: true, // in use
  57: true, // stopped by the operator or by a timeout
  58: true, // the system below it
  XX: true, // its own failure
};

/** What the driver says of a connection that is gone, where it gives no code. */
const lostConnection = /terminated|time(d )?out|not queryable|connection (ended|is closed)/i;

/**
 * What a driver's error means: a StoreError when the database failed; the error itself when we made a mistake, such as
 * a statement that it does not understand or a row that its rules forbid.
 */
export function storeFault(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const code = codeOf(error);
  const retryable = code === null ? null : mayPass(code);
  if (code === null || retryable === null) return error;
  const message = `The database failed: ${error.message || code}`;
  return new StoreError(message, { code, retryable, cause: error });
}

function codeOf(error: Error): string | null {
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return code;
  if (/directory does not exist/.test(error.message)) return 'SQLITE_CANTOPEN';
  return lostConnection.test(error.message) ? 'connection_lost' : null;
}

function mayPass(code: string): boolean | null {
  if (code.startsWith('SQLITE_')) return sqliteFaults[code.split('_')[1] ?? ''] ?? null;
  if (isSqlState(code)) return postgresFaults[code] ?? postgresFaults[code.slice(0, 2)] ?? null;
  // Node's own codes: of its sockets and name lookups (`ECONNREFUSED`, `EAI_AGAIN`), or of arguments (`ERR_…`), ours.
  return code === 'connection_lost' || (code.startsWith('E') && !code.startsWith('ERR_')) ? true : null;
}

/** True for an answer of PostgreSQL's, over a connection that works. EPIPE, of the same length, is Node's. */
export function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) && code !== 'EPIPE';
}
