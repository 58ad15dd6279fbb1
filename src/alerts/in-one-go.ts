import { setImmediate as nextTurn } from 'node:timers/promises';
import { StoreError } from '../errors.ts';
import type { Intake, Received } from './alarm-event.ts';

/** Batches that one commit takes at most. */
const MOST = 5;

type Waiting = { batch: readonly Received[] } & PromiseWithResolvers<void>;

/**
 * An intake that commits together what several receivers hand over at the same time: a commit that is on disk costs the
 * same for one batch as for five. When the database refuses them together, each is tried alone, so that one that it
 * will never take does not hold up the others.
 */
export function inOneGo(take: Intake): Intake {
  const waiting: Waiting[] = [];
  let isGoing = false;

  async function go(): Promise<void> {
    isGoing = true;
    while (waiting.length > 0) {
      await serve(waiting.splice(0, MOST));
      // Those who were served together come back together: the next turn of the event loop has them all.
      await nextTurn();
    }
    isGoing = false;
  }

  async function serve(turn: readonly Waiting[]): Promise<void> {
    try {
      await take(turn.flatMap(({ batch }) => batch));
      for (const { resolve } of turn) resolve();
    } catch (error) {
      const isPassing = error instanceof StoreError && error.retryable;
      if (turn.length === 1 || isPassing) for (const { reject } of turn) reject(error);
      else for (const { batch, resolve, reject } of turn) await take(batch).then(resolve, reject);
    }
  }

  return (batch) => {
    const place: Waiting = { batch, ...Promise.withResolvers<void>() };
    waiting.push(place);
    // Handed over in one turn, they are taken in one go.
    if (!isGoing) queueMicrotask(() => void (isGoing || go()));
    return place.promise;
  };
}
