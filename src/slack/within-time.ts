import { setTimeout as sleep } from 'node:timers/promises';

/** What `work` comes to, for at most so many milliseconds. @throws when it has come to nothing by then. */
export async function withinTime<T>(work: Promise<T>, ms: number): Promise<T> {
  const timeout = new AbortController();
  const late = sleep(ms, undefined, { signal: timeout.signal, ref: false }).then(() => {
    throw new Error(`nothing happened within ${ms / 1000} s`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    timeout.abort();
    late.catch(() => {});
  }
}
