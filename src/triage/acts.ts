import type { TriageState } from '../alerts/states.ts';
import type { Stamp } from '../slack/stamp.ts';

/** Somebody said where an alert stands: with an emoji, or by other means. */
export type Act = { id: number; state: TriageState; by: string; at: Stamp; undoneAt: Stamp | null };

/** The newest act that stands; acts at the same instant count in the order in which they were kept. */
export function standingAct<A extends Pick<Act, 'id' | 'at' | 'undoneAt'>>(acts: readonly A[]): A | null {
  const standing = acts.filter((act) => act.undoneAt === null);
  const newestLast = standing.toSorted((a, b) => (a.at === b.at ? a.id - b.id : a.at < b.at ? -1 : 1));
  return newestLast.at(-1) ?? null;
}

/** One person's emoji on a message, as Slack last told of it. */
export type KnownReaction = { present: boolean; changedAt: Stamp; inferred: boolean };
/** Slack tells that an emoji was put on or taken off. */
export type ReactionChange = { added: boolean; at: Stamp };

/**
 * Whether a change is news. Slack's events come in any order and more than once, so only a later one counts; but what
 * was inferred while the bot was deaf has our time, not Slack's, and gives way to any event that differs.
 */
export function isNews(change: ReactionChange, known: KnownReaction | null): boolean {
  if (!known) return true;
  if (known.inferred && known.present !== change.added) return true;
  return change.at > known.changedAt;
}

/** What a message's reactions are, name by name in Slack's order; `complete` is false where users were cut off. */
export type SeenReaction = { emoji: string; users: string[]; complete: boolean };
/** What must have happened unseen, oldest first as far as can be told. */
export type Inference = { emoji: string; user: string; added: boolean };

/**
 * What happened to a message's reactions meanwhile: Slack tells no times, so removals come first, then what is new in
 * Slack's order, whose last thereby wins.
 */
export function inferChanges(
  seen: readonly SeenReaction[],
  known: readonly { emoji: string; user: string }[],
): Inference[] {
  const isKnown = (emoji: string, user: string) => known.some((other) => other.emoji === emoji && other.user === user);
  const removed = known.filter(({ emoji, user }) => {
    const now = seen.find((reaction) => reaction.emoji === emoji);
    return !now || (now.complete && !now.users.includes(user));
  });
  const added = seen.flatMap(({ emoji, users }) =>
    users.filter((user) => !isKnown(emoji, user)).map((user) => ({ emoji, user, added: true })),
  );
  return [...removed.map(({ emoji, user }) => ({ emoji, user, added: false })), ...added];
}
