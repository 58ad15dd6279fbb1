import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { subDays } from 'date-fns/subDays';
import type { Log } from '../log.ts';
import { stampOf } from '../slack/stamp.ts';
import { inferChanges, type SeenReaction } from './acts.ts';
import { baseName, stateOf } from './emoji.ts';
import type { ShownAt } from './kind.ts';
import { triageLock } from './lock.ts';
import { type AppliedReaction, applyReactions, type TriageParts } from './react.ts';
import { presentReactions } from './store.ts';

/** What changed within these days is read again, the newest of each kind first. */
const DAYS = 3;
/** Of each kind. `reactions.get` is tier 3: 50 and more calls a minute. Beyond this many a catch-up would take longer than it helps. */
const MOST = 100;

/** A card deleted by hand, or in a channel that is gone. */
const goneErrors = new Set(['message_not_found', 'channel_not_found', 'not_in_channel', 'is_archived']);

/** What catching up needs besides triage itself. `call` paces reads of Slack and waits when Slack asks for it. */
export type CatchUpParts = TriageParts & {
  client: WebClient;
  log: Log;
  call<T>(read: () => Promise<T>): Promise<T>;
};

/** A read that fails is tried so often: what nobody reads is lost until the next silence. */
const TRIES = 3;

/**
 * Reads the reactions of what is recent, so that what was done while nobody listened counts.
 * @throws what the last failed read threw; the others were taken in.
 */
export async function catchUp(parts: CatchUpParts): Promise<void> {
  // A message that a crash left in doubt is being looked for now, and may have reactions.
  await parts.afterSending();
  const since = subDays(parts.clock.now(), DAYS);
  const messages = (await Promise.all(parts.kinds.map((kind) => kind.recentMessages(parts.db, since, MOST)))).flat();
  let left = messages.map((message) => ({ message, error: null as unknown }));
  for (let round = 1; round <= TRIES && left.length > 0; round++) left = await readAll(left, parts);
  const [failed] = left;
  if (failed) throw failed.error;
  if (messages.length > 0) parts.log.info({ messages: messages.length }, 'reactions were read again');
}

type Reading = { message: ShownAt; error: unknown };

/** @returns those that could not be read. */
async function readAll(readings: readonly Reading[], parts: CatchUpParts): Promise<Reading[]> {
  const failed: Reading[] = [];
  for (const { message } of readings) {
    await readAgain(message, parts).catch((error: unknown) => failed.push({ message, error }));
  }
  return failed;
}

async function readAgain(message: ShownAt, parts: CatchUpParts): Promise<void> {
  const askedAt = parts.clock.now();
  const seen = await seenReactions(message, parts);
  if (seen === null) return;
  const bots = await botsAmong(seen, parts);
  await parts.outbox.commit(async (trx, say) => {
    const known = await presentReactions(trx, message.id);
    const changes: AppliedReaction[] = [];
    for (const { emoji, user, added } of inferChanges(seen, known)) {
      const state = stateOf(emoji, parts.emoji);
      if (state === null || bots.has(user)) continue;
      const at = stampOf(askedAt, changes.length);
      changes.push({ messageId: message.id, user, emoji, state, added, at, inferred: true });
    }
    await applyReactions(trx, say, changes, parts);
  }, triageLock(message.id));
}

/** Asked before the transaction, which waits for nobody. */
async function botsAmong(seen: readonly SeenReaction[], { isBot }: CatchUpParts): Promise<Set<string>> {
  const bots = new Set<string>();
  for (const user of new Set(seen.flatMap(({ users }) => users))) if (await isBot(user)) bots.add(user);
  return bots;
}

/** The triage emoji on a message, as Slack has them now; null when the message is gone. */
async function seenReactions({ channelId, ts }: ShownAt, parts: CatchUpParts): Promise<SeenReaction[] | null> {
  try {
    const read = () => parts.client.reactions.get({ channel: channelId, timestamp: ts, full: true });
    const { message } = await parts.call(read);
    return (message?.reactions ?? []).flatMap(({ name, users = [], count = 0 }) =>
      name !== undefined && stateOf(name, parts.emoji) !== null
        ? [{ emoji: baseName(name), users, complete: users.length >= count }]
        : [],
    );
  } catch (error) {
    if (error instanceof WebAPIPlatformError && goneErrors.has(error.data.error)) return null;
    throw error;
  }
}
