/**
 * How a call is to fail: with a bare HTTP status, with a named service error, by never being answered, or by reporting
 * the first `entries` of a batch as failed.
 */
export type Failure =
  | { status: number; entries?: never }
  | { error: string; queryCode?: string; message?: string; entries?: never }
  | { hang: true; entries?: never }
  | { entries: number };

/** Failures that were asked for and not yet had. */
export type FailureSwitch = {
  /** The next `times` (default 1) calls of `action` fail so; a later request for the same action replaces it. */
  fail(action: string, failure: Failure & { times?: number }): void;
  /** What the call of `action` that came in now is to suffer, if anything. */
  next(action: string): Failure | null;
};

/** A switch with nothing set. */
export function failureSwitch(): FailureSwitch {
  const pending = new Map<string, { failure: Failure; left: number }>();
  return {
    fail(action, { times = 1, ...failure }) {
      pending.set(action, { failure: failure as Failure, left: times });
    },
    next(action) {
      const asked = pending.get(action);
      if (!asked || asked.left === 0) return null;
      asked.left -= 1;
      return asked.failure;
    },
  };
}
