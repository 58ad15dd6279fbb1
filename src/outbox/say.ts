import { randomUUID } from 'node:crypto';
import type { KnownBlock } from '@slack/types';
import type { Trx } from '../store/tables.ts';
import type { Intent, Lane, NewErrand } from './intent.ts';
import { type Written, writeErrands, writeIntents } from './write.ts';

/** What a message shows. `text` is what notifications and screen readers use; both are escaped already. */
export type Content = { text: string; blocks: KnownBlock[] };

/**
 * A message that Slack shall show: in a channel (as the configuration names it) or, by a user's id, in that person's
 * direct messages with the bot; or in the thread of a message there.
 */
export type NewMessage = { lane: Lane; channel: string; threadOf?: string; content: Content };

/** A message that only one person shall see. It is sent at most once: nothing tells whether it had arrived. */
export type Whisper = { to: string; channel: string; threadOf: string; content: Content };

/**
 * The bot's own part of a channel's topic: wordings that say the same, from the longest to the shortest, of which the
 * longest is taken that leaves room for what people wrote. They may mention, and hold no ` | `. `starts` is how our part
 * begins, however it is worded: that is how it is known again after somebody changed it by hand.
 */
export type OwnTopic = { own: readonly string[]; starts: string };

/** A file to share: its `name` with an ending, its `title` for people, and a `comment` above it, escaped already. */
export type NewFile = {
  channel: string;
  threadOf?: string;
  name: string;
  title: string;
  bytes: Buffer;
  comment: string;
};

/** Where a transaction says what is to be shown in Slack and done elsewhere: committed with it all, or not at all. */
export type Say = {
  /** @returns the message's id, by which it can be rewritten. */
  post(message: NewMessage): string;
  /** Makes a message show something else. While one waits to be sent, only the newest content is. */
  rewrite(messageId: string, channel: string, content: Content): void;
  whisper(whisper: Whisper): void;
  /** Sets the bot's part of a channel's topic and leaves people's. Of several that wait, only the newest is set. */
  setTopic(channel: string, topic: OwnTopic): void;
  /**
   * Makes a Slack user group hold exactly these people, by user id. Of several lists that wait, only the newest is set.
   * @throws {RangeError} when there are none: Slack can not empty a group.
   */
  setGroup(group: string, users: readonly string[]): void;
  /** Shares a file, once. */
  file(file: NewFile): void;
  /** Has something done that is no message, by `src/errands/`: again and again until what came of it is kept. */
  errand(errand: NewErrand): void;
};

/**
 * Collects what is said; `commit` writes it into the transaction. Messages are `sender`'s to send; with null another
 * process takes them up.
 */
export function createSay(now: Date): { say: Say; commit(trx: Trx, sender: string | null): Promise<Written> } {
  const intents: Intent[] = [];
  const errands: NewErrand[] = [];
  const add = (intent: Partial<Intent> & Pick<Intent, 'lane' | 'channel' | 'payload'>) =>
    intents.push({ kind: 'message', messageId: null, isNew: false, threadOf: null, ...intent });
  const keep = (intent: Pick<Intent, 'kind' | 'channel' | 'payload'> & Partial<Intent>) =>
    add({ lane: 'housekeeping', ...intent });
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
    setTopic(channel, topic) {
      keep({ kind: 'topic', messageId: `topic of ${channel}`, channel, payload: JSON.stringify(topic) });
    },
    setGroup(group, users) {
      if (users.length === 0)
        throw new RangeError(`The user group ${group} must hold somebody: Slack can not empty it.`);
      keep({ kind: 'group', messageId: `group ${group}`, channel: group, payload: JSON.stringify({ users }) });
    },
    file({ channel, threadOf, bytes, ...words }) {
      const payload = JSON.stringify({ ...words, bytes: bytes.toString('base64'), uploadedAs: null });
      keep({ kind: 'file', channel, threadOf: threadOf ?? null, payload });
    },
    errand(errand) {
      errands.push(errand);
    },
  };
  return {
    say,
    async commit(trx, sender) {
      const rows = await writeIntents(trx, intents, { now, sender });
      await writeErrands(trx, errands, now);
      return { rows, hasErrands: errands.length > 0 };
    },
  };
}
