import type { Stage } from './stage.ts';

/** What is due about duty is told every 15 seconds. */
const PATIENCE_MS = 20_000;

/** One step of a story: what it is, what is done, and what has to appear then. */
export type Step = (says: string, act: () => unknown, appears: { what: string; if: () => unknown }) => Promise<void>;

/** Plays steps. @throws when something does not appear. */
export function createStep({ workspace: { slack }, watch, screen }: Stage): Step {
  return async (says, act, appears) => {
    screen.print(`\n${says}`);
    const from = watch.shown();
    await act();
    await slack.until(() => Boolean(appears.if()), { what: appears.what, timeoutMs: PATIENCE_MS });
    await watch.settled({ from, atLeast: 1, withinMs: PATIENCE_MS });
  };
}
