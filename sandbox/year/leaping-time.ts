import type { After, Clock } from '../slack/time.ts';

/** Time that leaps: nothing happens between where it was and where it goes, so that a year passes in seconds. */
export type LeapingTime = Clock & {
  after: After;
  /** Goes to an instant, never back, and runs once all that fell due on the way. */
  leap(to: Date): void;
  /** When the next thing falls due; null when nothing waits. */
  next(): Date | null;
};

/** Starts a time of its own at `start`. */
export function leapingTime(start: Date): LeapingTime {
  let now = start.getTime();
  const waiting = new Set<{ at: number; act: () => void }>();
  return {
    now: () => new Date(now),
    after(ms, act) {
      const entry = { at: now + ms, act };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    leap(to) {
      now = Math.max(now, to.getTime());
      const due = [...waiting].filter(({ at }) => at <= now).sort((one, other) => one.at - other.at);
      for (const entry of due) {
        // What ran before may have called it off.
        if (waiting.delete(entry)) entry.act();
      }
    },
    next: () => (waiting.size === 0 ? null : new Date(Math.min(...[...waiting].map(({ at }) => at)))),
  };
}
