import { randomUUID } from 'node:crypto';
import type { KnownBlock } from '@slack/types';
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
  /**
   * Makes a message show something else. While one waits to be sent, only the newest content is.
   * @param notBefore holds it back until then, for messages that change faster than Slack lets them.
   */
  rewrite(messageId: string, channel: string, content: Content, notBefore?: Date): void;
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
  nextAt: Date;
};

/** Who sends what is said in this process; null where nobody does, so that another process takes it up. */
export type Claim = { by: string; until: Date } | null;

/** Collects what is said; `commit` writes it into the transaction and gives the rows that were claimed. */
export function createSay(now: Date): { say: Say; commit(trx: Trx, claim: Claim): Promise<number[]> } {
  const intents: Intent[] = [];
  const add = (intent: Partial<Intent> & Pick<Intent, 'lane' | 'channel' | 'payload'>) =>
    intents.push({ kind: 'message', messageId: null, isNew: false, threadOf: null, nextAt: now, ...intent });
  const say: Say = {
    post({ lane, channel, threadOf, content }) {
      const messageId = randomUUID();
      add({ messageId, isNew: true, lane, channel, threadOf: threadOf ?? null, payload: JSON.stringify(content) });
      return messageId;
    },
    rewrite(messageId, channel, content, notBefore) {
      add({ messageId, lane: 'edit', channel, payload: JSON.stringify(content), nextAt: notBefore ?? now });
    },
    whisper({ to, channel, threadOf, content }) {
      add({ kind: 'whisper', lane: 'edit', channel, threadOf, payload: JSON.stringify({ to, ...content }) });
    },
  };
  return { say, commit: (trx, claim) => write(trx, intents, now, claim) };
}

async function write(trx: Trx, intents: Intent[], now: Date, claim: Claim): Promise<number[]> {
  const created = intents.filter((intent) => intent.isNew);
  if (created.length > 0) {
    await trx
      .insertInto('message')
      .values(
        created.map((intent) => ({
          id: intent.messageId as string,
          channel: intent.channel,
          channel_id: null,
          ts: null,
          thread_of: intent.threadOf,
          created_at: now.toISOString(),
        })),
      )
      .execute();
  }
  if (intents.length === 0) return [];
  const rows = await trx
    .insertInto('outbox')
    .values(newestOfEach(intents).map((intent) => toRow(intent, now, claim)))
    .onConflict((conflict) =>
      conflict.column('message_id').doUpdateSet((row) => ({
        payload: row.ref('excluded.payload'),
        version: row('outbox.version', '+', 1),
        dead: 0,
      })),
    )
    .returning(['id'])
    .execute();
  return rows.map((row) => row.id);
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

function toRow(intent: Intent, now: Date, claim: Claim) {
  return {
    kind: intent.kind,
    message_id: intent.messageId,
    lane: lanes.indexOf(intent.lane),
    channel: intent.channel,
    thread_of: intent.threadOf,
    payload: intent.payload,
    version: 1,
    dead: 0,
    next_at: intent.nextAt.toISOString(),
    claimed_by: claim?.by ?? null,
    claimed_until: claim?.until.toISOString() ?? null,
    created_at: now.toISOString(),
    last_error: null,
  };
}
