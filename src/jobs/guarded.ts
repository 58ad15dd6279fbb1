import type { Log } from '../log.ts';

/** Work whose failure is logged, once until it succeeds again, and goes no further. */
export function guarded(name: string, work: () => Promise<void>, log: Log): () => Promise<void> {
  let failing = false;
  return async () => {
    try {
      await work();
      failing = false;
    } catch (error) {
      if (!failing) log.error({ err: error, job: name }, 'a job failed; it is tried again');
      failing = true;
    }
  };
}
