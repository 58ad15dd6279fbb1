import { subjectOf } from '../alerts/find.ts';
import { setState } from '../alerts/set-state.ts';
import type { CardParts } from '../alerts/show.ts';
import type { TriageState } from '../alerts/states.ts';
import type { Clock } from '../clock.ts';
import { messageAt } from '../outbox/find-message.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Say } from '../outbox/say.ts';
import { dateOf, type Stamp } from '../slack/stamp.ts';
import type { Db, Trx } from '../store/tables.ts';
import { isNews, standingAct } from './acts.ts';
import { askFor } from './ask.ts';
import { baseName, type EmojiTable, stateOf } from './emoji.ts';
import { actsOn, findReaction, insertAct, saveReaction, undoActs } from './store.ts';

/** What triage needs. */
export type TriageParts = {
  outbox: Outbox;
  db: Db;
  clock: Clock;
  emoji: EmojiTable;
  cards: CardParts;
  /** Whether a user is a bot: those never triage. */
  isBot(user: string): Promise<boolean>;
  /** Waits for messages on their way to Slack: a reaction can be faster than Slack's answer to the post. */
  afterSending(): Promise<void>;
};

/** Somebody put an emoji on a message or took it off, at Slack's time `at`. */
export type Reaction = { channelId: string; ts: string; user: string; emoji: string; added: boolean; at: Stamp };

/** Takes in a reaction. Those of bots, of other emoji and on other messages change nothing; neither does a late or double one. */
export async function react(reaction: Reaction, parts: TriageParts): Promise<void> {
  const state = stateOf(reaction.emoji, parts.emoji);
  if (state === null) return;
  const messageId = await messageFor(reaction, parts);
  if (messageId === null || (await parts.isBot(reaction.user))) return;
  const { user, added, at } = reaction;
  const change = { messageId, user, emoji: baseName(reaction.emoji), state, added, at, inferred: false };
  await parts.outbox.commit((trx, say) => applyReactions(trx, say, [change], parts), `triage ${messageId}`);
}

async function messageFor({ channelId, ts }: Reaction, { db, afterSending }: TriageParts): Promise<string | null> {
  const known = await messageAt(db, channelId, ts);
  if (known !== null) return known;
  await afterSending();
  return messageAt(db, channelId, ts);
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

/** Applies changes of one message's reactions, in order, and brings its alert's state to what now stands. */
export async function applyReactions(
  trx: Trx,
  say: Say,
  changes: readonly AppliedReaction[],
  parts: Pick<TriageParts, 'cards' | 'clock'>,
): Promise<void> {
  const [first] = changes;
  if (!first) return;
  const { messageId } = first;
  const subject = await subjectOf(trx, messageId);
  if (!subject) return;
  let news = false;
  for (const change of changes) news = (await applyOne(trx, change)) || news;
  if (!news) return;

  const act = standingAct(await actsOn(trx, messageId));
  const next = { state: act?.state ?? 'untriaged', by: act?.by ?? null, at: act ? dateOf(act.at) : null } as const;
  await setState(trx, say, { messageId, next, now: parts.clock.now() }, parts.cards);
  const last = changes.at(-1);
  if (subject.kind === 'alert' && last?.added && act?.by === last.user && act.state === last.state) {
    askFor(say, { alert: subject.alert, messageId, state: act.state, who: act.by });
  }
}

async function applyOne(trx: Trx, change: AppliedReaction): Promise<boolean> {
  const { added, at, inferred } = change;
  const known = await findReaction(trx, change);
  if (!isNews({ added, at }, known)) {
    const undoneAt = added && known && !known.present && at < known.changedAt ? known.changedAt : null;
    // It came after word of its own end: history keeps it, the state is untouched.
    if (undoneAt && !known?.inferred) await insertAct(trx, { ...change, undoneAt });
    return false;
  }
  await saveReaction(trx, change, { present: added, changedAt: at, inferred });
  if (added && known?.present) return false;
  if (added) await insertAct(trx, { ...change, undoneAt: null });
  else await undoActs(trx, change, at);
  return true;
}
