/** What goes first when Slack lets through less than there is to say. */
export const lanes = ['page', 'alert', 'edit', 'housekeeping'] as const;
export type Lane = (typeof lanes)[number];

/** The kinds of things that are sent. */
export type Kind = 'message' | 'whisper' | 'topic' | 'group' | 'file';

/** One thing that was said in a transaction, on its way to a row of the outbox. `payload` is JSON, by kind. */
export type Intent = {
  kind: Kind;
  /** The message, or what else there is only one of: what is said of it now takes the place of what still waits. */
  messageId: string | null;
  /** True when it makes a message, which gets a row in `message`. */
  isNew: boolean;
  lane: Lane;
  channel: string;
  threadOf: string | null;
  payload: string;
};

/**
 * Something to be done outside that is no message: a call to AWS, a channel to make, people to invite. `kind` says who
 * does it and `payload`, which must survive JSON, what. Those of one `line` are done one after the other, in the order
 * in which they were written: where two replicas may say some at once and it matters, they hold a lock.
 */
export type NewErrand = { kind: string; line: string; payload: object };
