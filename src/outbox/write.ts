import { randomUUID } from 'node:crypto';
import { insertAlike } from '../store/insert-alike.ts';
import type { Trx } from '../store/tables.ts';
import { type Intent, lanes, type NewErrand } from './intent.ts';

/** A new message outside of threads, as it was written: it can be sent without being read back. */
export type FreshRow = {
  id: number;
  message_id: string;
  lane: number;
  channel: string;
  thread_of: null;
  payload: string;
  version: number;
  created_at: string;
  ts: null;
  channel_id: null;
  parent_ts: null;
  parent_channel_id: null;
};

/** A row of the outbox that was written. `fresh` is null where what is in it must be read back. */
export type WrittenRow = { id: number; fresh: FreshRow | null };

/** What a transaction wrote: rows of the outbox, and whether there are errands to run. */
export type Written = { rows: WrittenRow[]; hasErrands: boolean };

/** Who writes, and when: `sender` is the process whose rows they are to send; null for whoever takes them up. */
export type Writing = { now: Date; sender: string | null };

/** Writes what was said into the transaction. @returns the rows, of what waited already too. */
export async function writeIntents(trx: Trx, intents: Intent[], writing: Writing): Promise<WrittenRow[]> {
  const created = intents.filter((intent) => intent.isNew).map((intent) => toMessage(intent, writing.now));
  await insertAlike(trx, 'message', created, (chunk) => trx.insertInto('message').values(chunk));
  const rows = newestOfEach(intents).map((intent) => toRow(intent, writing));
  const written = await insertAlike(trx, 'outbox', rows, (chunk) => upsert(trx, chunk));
  const fresh = new Set(created.filter((message) => message.thread_of === null).map((message) => message.id));
  const byMessage = new Map(rows.map((row) => [row.message_id, row]));
  return written.map(({ id, message_id, version }) => {
    const row = message_id !== null && fresh.has(message_id) && version === 1 ? byMessage.get(message_id) : undefined;
    return { id, fresh: row ? asFresh(id, message_id as string, row) : null };
  });
}

/** Writes errands into the transaction, due at once. */
export async function writeErrands(trx: Trx, errands: NewErrand[], now: Date): Promise<void> {
  const at = now.toISOString();
  const fresh = { attempts: 0, next_at: at, claimed_by: null, claimed_until: null, refused: 0, last_error: null };
  const rows = errands.map(({ kind, line, payload }) => ({
    ...{ kind, line, payload: JSON.stringify(payload), token: randomUUID(), created_at: at },
    ...fresh,
  }));
  await insertAlike(trx, 'errand', rows, (chunk) => trx.insertInto('errand').values(chunk));
}

function asFresh(id: number, message_id: string, { lane, channel, payload, version, created_at }: OutboxRow): FreshRow {
  const unposted = { ts: null, channel_id: null, thread_of: null, parent_ts: null, parent_channel_id: null };
  return { id, message_id, lane, channel, payload, version, created_at, ...unposted };
}

type OutboxRow = ReturnType<typeof toRow>;

function upsert(trx: Trx, rows: OutboxRow[]) {
  return trx
    .insertInto('outbox')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('message_id').doUpdateSet((row) => ({
        payload: row.ref('excluded.payload'),
        version: row('outbox.version', '+', 1),
        dead: 0,
        last_error: null,
      })),
    )
    .returning(['id', 'message_id', 'version']);
}

function toMessage({ messageId, channel, threadOf }: Intent, now: Date) {
  const unposted = { channel_id: null, ts: null };
  return { id: messageId as string, channel, ...unposted, thread_of: threadOf, created_at: now.toISOString() };
}

/** One statement cannot touch a row twice; of several contents for one message, or one topic, only the last counts. */
function newestOfEach(intents: Intent[]): Intent[] {
  const newest = new Map<string, Intent>();
  for (const intent of intents) {
    const key = intent.messageId ?? randomUUID();
    const first = newest.get(key);
    newest.set(key, first ? { ...first, payload: intent.payload } : intent);
  }
  return [...newest.values()];
}

function toRow(intent: Intent, { now, sender }: Writing) {
  return {
    kind: intent.kind,
    message_id: intent.messageId,
    lane: lanes.indexOf(intent.lane),
    channel: intent.channel,
    thread_of: intent.threadOf,
    payload: intent.payload,
    version: 1,
    dead: 0,
    claimed_by: sender,
    created_at: now.toISOString(),
    last_error: null,
  };
}
