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

/**
 * One person's emoji on a message, as far as is known. `changedAt` is the time of Slack's newest event about it, or ''
 * before the first: what was inferred while the bot was deaf has a time of ours, against which no event can be weighed.
 */
export type KnownReaction = { present: boolean; changedAt: Stamp | ''; inferred: boolean };
/** An emoji was put on or taken off, as an event told or as was inferred from what Slack showed at `at`. */
export type ReactionChange = { added: boolean; at: Stamp };

/**
 * Whether a change is news. Slack's events come in any order and more than once, so only what is later than the newest
 * event counts; also of what was inferred, for Slack was asked before.
 */
export function isNews(change: ReactionChange, known: KnownReaction | null): boolean {
  return known === null || change.at > known.changedAt;
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
