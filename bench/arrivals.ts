import type { ApiCall, SlackSandbox } from '../sandbox/slack/sandbox.ts';

/**
 * A clock that remembers of each time it gave what `performance.now()` said: the workspace notes with it when a call
 * came in, and a `Date` alone is too coarse.
 */
export function fineClock() {
  const fine = new WeakMap<Date, number>();
  return {
    now(): Date {
      const date = new Date();
      fine.set(date, performance.now());
      return date;
    },
    /** Milliseconds, comparable with `performance.now()`. @throws for a date that this clock did not give. */
    exactly(date: Date): number {
      const at = fine.get(date);
      if (at === undefined) throw new Error('this time is of another clock');
      return at;
    },
  };
}

/** A clock that `fineClock` made. */
export type FineClock = ReturnType<typeof fineClock>;

/** Waits for the next call of `method` that `isIt` knows. @returns when it came in, as `performance.now()` tells it. */
export async function arrival(
  slack: SlackSandbox,
  clock: FineClock,
  { method, isIt }: { method: string; isIt: (call: ApiCall) => boolean },
): Promise<number> {
  const call = await slack.until(() => slack.calls(method).findLast(isIt), { what: method });
  return clock.exactly(call.at);
}
