import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';

/** Something to be done outside, as it comes to its handler. */
export type Errand = {
  id: number;
  kind: string;
  line: string;
  /** What was said with it, as it came through JSON. */
  payload: unknown;
  /** A random UUID that stays the same however often it is tried, for services that take one request for the same once. */
  token: string;
  /** How often it failed before. */
  attempts: number;
  /** When it was asked for. */
  since: Date;
};

/** Keeps what came of an errand, in the transaction that ends it, and says what follows. */
export type Done = (trx: Trx, say: Say) => Promise<void>;

/** Does the errands of one kind. */
export type Handler = {
  /**
   * Does it, perhaps again: whoever did it before may have died before that was kept. After 20 s, and when the process
   * stops, `signal` aborts; what comes of it then counts for nothing, so that it looks at the signal between two calls.
   * @throws {NotYet} when what it needs is not there yet.
   * @throws a fault of `errors.ts`, or whatever Slack's client throws: `judgeErrand` tells what becomes of it.
   */
  run(errand: Errand, signal: AbortSignal): Promise<Done>;
  /** What to keep and say of one that can never be done, in the transaction that sets it aside. */
  refused?(errand: Errand, problem: string): Done;
};

/** What an errand needs is not there yet: it is tried again after `ms` milliseconds, which is no failure. */
export class NotYet extends Error {
  readonly ms: number;

  constructor(message: string, ms: number) {
    super(message);
    this.name = 'NotYet';
    this.ms = ms;
  }
}
