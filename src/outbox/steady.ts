import type { Clock } from '../clock.ts';

/**
 * Milliseconds that passed by `clock` since this was called. It stands still while the clock is set back and goes on
 * from there, so that nothing waits for the same hour twice.
 */
export function steadyTime(clock: Clock): () => number {
  let seen = clock.now().getTime();
  let passed = 0;
  return () => {
    const now = clock.now().getTime();
    passed += Math.max(0, now - seen);
    seen = now;
    return passed;
  };
}
