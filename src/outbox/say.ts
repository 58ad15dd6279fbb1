import { randomUUID } from 'node:crypto';
import type { KnownBlock } from '@slack/types';
import { insertAlike } from '../store/insert-alike.ts';
import type { Trx } from '../store/tables.ts';

/** What goes first when Slack lets through less than there is to say. */
export const lanes = ['page', 'alert', 'edit', 'housekeeping'] as const;
export type Lane = (typeof lanes)[number];

/** What a message shows. `text` is what notifications and screen readers use; both are escaped already. */
export type Content = { text: string; blocks: KnownBlock[] };

/** A message that Slack shall show: in a channel (as the configuration names it), or in a message's thread. */
export type NewMessage = { lane: Lane; channel: string; threadOf?: string; content: Content };

/** A message that only one person shall see. It is sent at most once: nothing tells whether it had arrived. */
export type Whisper = { to: string; channel: string; threadOf: string; content: Content };

/** Where a transaction says what Slack shall show. All of it is committed with the transaction, or none. */
export type Say = {
  /** @returns the message's id, by which it can be rewritten. */
  post(message: NewMessage): string;
  /** Makes a message show something else. While one waits to be sent, only the newest content is. */
  rewrite(messageId: string, channel: string, content: Content): void;
  whisper(whisper: Whisper): void;
};

type Intent = {
  kind: 'message' | 'whisper';
  messageId: string | null;
  isNew: boolean;
  lane: Lane;
  channel: string;
  threadOf: string | null;
  payload: string;
};

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

/**
 * Collects what is said; `commit` writes it into the transaction and gives its rows. They are `sender`'s to send; with
 * null another process takes them up.
 */
export function createSay(now: Date): { say: Say; commit(trx: Trx, sender: string | null): Promise<WrittenRow[]> } {
  const intents: Intent[] = [];
  const add = (intent: Partial<Intent> & Pick<Intent, 'lane' | 'channel' | 'payload'>) =>
    intents.push({ kind: 'message', messageId: null, isNew: false, threadOf: null, ...intent });
  const say: Say = {
    post({ lane, channel, threadOf, content }) {
      const messageId = randomUUID();
      add({ messageId, isNew: true, lane, channel, threadOf: threadOf ?? null, payload: JSON.stringify(content) });
      return messageId;
    },
    rewrite(messageId, channel, content) {
      add({ messageId, lane: 'edit', channel, payload: JSON.stringify(content) });
    },
    whisper({ to, channel, threadOf, content }) {
      add({ kind: 'whisper', lane: 'edit', channel, threadOf, payload: JSON.stringify({ to, ...content }) });
    },
  };
  return { say, commit: (trx, sender) => write(trx, intents, now, sender) };
}

async function write(trx: Trx, intents: Intent[], now: Date, sender: string | null): Promise<WrittenRow[]> {
  const created = intents.filter((intent) => intent.isNew).map((intent) => toMessage(intent, now));
  await insertAlike(trx, 'message', created, (chunk) => trx.insertInto('message').values(chunk));
  const rows = newestOfEach(intents).map((intent) => toRow(intent, now, sender));
  const written = await insertAlike(trx, 'outbox', rows, (chunk) => upsert(trx, chunk));
  const fresh = new Set(created.filter((message) => message.thread_of === null).map((message) => message.id));
  const byMessage = new Map(rows.map((row) => [row.message_id, row]));
  return written.map(({ id, message_id, version }) => {
    const row = message_id !== null && fresh.has(message_id) && version === 1 ? byMessage.get(message_id) : undefined;
    return { id, fresh: row ? asFresh(id, message_id as string, row) : null };
  });
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

/** One statement cannot touch a row twice; of several contents for one message only the last counts. */
function newestOfEach(intents: Intent[]): Intent[] {
  const newest = new Map<string, Intent>();
  for (const intent of intents) {
    const key = intent.messageId ?? randomUUID();
    const first = newest.get(key);
    newest.set(key, first ? { ...first, payload: intent.payload } : intent);
  }
  return [...newest.values()];
}

function toRow(intent: Intent, now: Date, sender: string | null) {
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
