import { setImmediate } from 'node:timers/promises';

/** What time it is. */
export type Clock = { now(): Date };

/** Runs `act` once after `ms` milliseconds, unless the function it returns is called before. */
export type After = (ms: number, act: () => void) => () => void;

/** The machine's own clock. */
export const machineClock: Clock = { now: () => new Date() };

/** The machine's own timers. */
export const machineAfter: After = (ms, act) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};

/**
 * Time that passes only when told to, for tests. `advance` runs what falls due, in order, and lets the consequences of
 * each come about before it goes on.
 */
export type ManualTime = Clock & { after: After; advance(ms: number): Promise<void> };

/** Starts a time of its own at `start`. */
export function manualTime(start: Date): ManualTime {
  let now = start.getTime();
  const due = new Set<{ at: number; act: () => void }>();
  const next = (until: number) => [...due].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
  return {
    now: () => new Date(now),
    after: (ms, act) => {
      const entry = { at: now + ms, act };
      due.add(entry);
      return () => void due.delete(entry);
    },
    advance: async (ms) => {
      const until = now + ms;
      await setImmediate();
      for (let entry = next(until); entry; entry = next(until)) {
        due.delete(entry);
        now = Math.max(now, entry.at);
        entry.act();
        await setImmediate();
      }
      now = until;
    },
  };
}

/** Wraps `after` so that everything still waiting can be called off at once. */
export function trackTimers(after: After): { after: After; cancelAll: () => void } {
  const waiting = new Set<() => void>();
  const tracked: After = (ms, act) => {
    const cancel = after(ms, () => {
      waiting.delete(cancel);
      act();
    });
    waiting.add(cancel);
    return () => {
      waiting.delete(cancel);
      cancel();
    };
  };
  return {
    after: tracked,
    cancelAll: () => {
      for (const cancel of waiting) cancel();
      waiting.clear();
    },
  };
}
