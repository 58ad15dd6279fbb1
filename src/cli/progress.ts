import type { Writable } from 'node:stream';
import type { Clock } from '../clock.ts';

/** Tells on standard error how far a long piece of work is; what takes less than a second says nothing. */
export type Progress = { tell(text: string): void; end(): void };

const EVERY_MS = 1000;

/** Shows the newest text at most once a second, by a timer, or, when the work lets none run, as soon as it is told. */
export function createProgress(err: Writable, clock: Clock): Progress {
  let shownAt = clock.now().getTime();
  let waiting: string | null = null;
  const show = () => {
    if (waiting !== null) err.write(`${waiting}\n`);
    waiting = null;
    shownAt = clock.now().getTime();
  };
  const timer = setInterval(show, EVERY_MS);
  timer.unref();
  return {
    tell(text) {
      waiting = text;
      if (clock.now().getTime() - shownAt >= EVERY_MS) show();
    },
    end: () => clearInterval(timer),
  };
}
