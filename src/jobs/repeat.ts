import type { Log } from '../log.ts';
import { guarded } from './guarded.ts';

/** Work that is done again and again, one run after the other. `stop` waits for the run under way. */
export type Repeated = { stop(): Promise<void> };

/**
 * Runs `work` every `everyMs`, counted from the end of the run before: a slow run delays the next instead of meeting
 * it. A failure does not end the repetition. What must happen once however many replicas run is for the work to claim
 * in the database.
 * @param firstMs when the first run is.
 */
export function repeat(
  name: string,
  everyMs: number,
  work: () => Promise<void>,
  log: Log,
  firstMs = everyMs,
): Repeated {
  const run = guarded(name, work, log);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  function schedule(ms: number): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = run().then(() => schedule(everyMs));
    }, ms);
  }

  schedule(firstMs);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
