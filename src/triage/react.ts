import type { TriageState } from '../alerts/states.ts';
import type { Clock } from '../clock.ts';
import { SlackError } from '../errors.ts';
import { messageActedOn } from '../outbox/find-message.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Say } from '../outbox/say.ts';
import { dateOf, type Stamp } from '../slack/stamp.ts';
import type { Db, Trx } from '../store/tables.ts';
import { isNews, standingAct } from './acts.ts';
import { askFor } from './ask.ts';
import { baseName, type EmojiTable, stateOf } from './emoji.ts';
import { findTriaged, type TriageKind } from './kind.ts';
import { triageLock } from './lock.ts';
import { actsOn, findReaction, insertAct, isPosting, retimeAct, saveReaction, undoActs } from './store.ts';

/** What triage needs. */
export type TriageParts = {
  outbox: Outbox;
  db: Db;
  clock: Clock;
  emoji: EmojiTable;
  /** What can be triaged. */
  kinds: readonly TriageKind[];
  /** Whether a user is a bot: those never triage. */
  isBot(user: string): Promise<boolean>;
  /** Waits for messages on their way to Slack: a reaction can be faster than Slack's answer to the post. */
  afterSending(): Promise<void>;
};

/** Somebody put an emoji on a message or took it off, at Slack's time `at`. */
export type Reaction = { channelId: string; ts: string; user: string; emoji: string; added: boolean; at: Stamp };

/**
 * Takes in a reaction. Those of bots, of other emoji and on other messages change nothing; neither does a late or
 * double one.
 * @throws {SlackError} when it may be on a message of ours that Slack took and has not answered for yet.
 */
export async function react(reaction: Reaction, parts: TriageParts): Promise<void> {
  const state = stateOf(reaction.emoji, parts.emoji);
  if (state === null) return;
  const messageId = await messageActedOn(reaction, parts);
  if (messageId === null) return refuseEarly(reaction, parts);
  if (await parts.isBot(reaction.user)) return;
  const { user, added, at } = reaction;
  const change = { messageId, user, emoji: baseName(reaction.emoji), state, added, at, inferred: false };
  await parts.outbox.commit((trx, say) => applyReactions(trx, say, [change], parts), triageLock(messageId));
}

/** Slack sends again what was not taken in; by then we know which message of ours it is on. */
async function refuseEarly({ channelId, ts }: Reaction, { db }: TriageParts): Promise<void> {
  if (!(await isPosting(db, channelId, dateOf(ts)))) return;
  const message = `A reaction in ${channelId} came while it is unknown which messages there are ours; Slack sends it again.`;
  throw new SlackError(message, { code: 'message_not_known_yet', retryable: true });
}

/** A reaction on one of our messages; `inferred` when Slack did not tell of it and its time is ours. */
export type AppliedReaction = {
  messageId: string;
  user: string;
  emoji: string;
  state: TriageState;
  added: boolean;
  at: Stamp;
  inferred: boolean;
};

/** Applies changes of one message's reactions, in order, and brings the state of what it shows to what now stands. */
export async function applyReactions(
  trx: Trx,
  say: Say,
  changes: readonly AppliedReaction[],
  parts: Pick<TriageParts, 'kinds' | 'clock'>,
): Promise<void> {
  const [first] = changes;
  if (!first) return;
  const { messageId } = first;
  const found = await findTriaged(trx, messageId, parts.kinds);
  if (!found) return;
  const effects: Effect[] = [];
  for (const change of changes) effects.push(await applyOne(trx, change));
  if (effects.every((effect) => effect === 'none')) return;

  const act = standingAct(await actsOn(trx, messageId));
  const next = { state: act?.state ?? 'untriaged', by: act?.by ?? null, at: act ? dateOf(act.at) : null } as const;
  await found.kind.setState(trx, say, { messageId, next, now: parts.clock.now() });
  const last = changes.at(-1);
  const isNew = effects.at(-1) === 'changed' && last?.added;
  if (isNew && found.asked && act?.by === last.user && act.state === last.state) {
    askFor(say, { subject: found.asked, messageId, state: act.state, who: act.by });
  }
}

/** `retimed`: an emoji that was known to be there turns out to have been put there at another time. */
type Effect = 'none' | 'changed' | 'retimed';

async function applyOne(trx: Trx, change: AppliedReaction): Promise<Effect> {
  const { added, at, inferred } = change;
  const known = await findReaction(trx, change);
  if (!isNews({ added, at }, known)) {
    // It came after word of its own end: history keeps it, the state is untouched.
    if (added && !inferred && known?.present === false && at < known.changedAt) {
      await insertAct(trx, { ...change, undoneAt: known.changedAt as Stamp });
    }
    return 'none';
  }
  await saveReaction(trx, change, { present: added, changedAt: inferred ? (known?.changedAt ?? '') : at, inferred });
  if (!added) await undoActs(trx, change, at);
  else if (known?.present && known.inferred) await retimeAct(trx, change);
  else {
    // Where it was present already, word of its removal in between is still to come.
    if (known?.present) await undoActs(trx, change, at);
    await insertAct(trx, { ...change, undoneAt: null });
  }
  return added && known?.present ? 'retimed' : 'changed';
}
