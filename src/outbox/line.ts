import { inTurn, type Job } from './queue.ts';

/** The jobs of this process in their order of sending. */
export type Line = {
  /** In turn. */
  jobs: readonly Job[];
  has(id: number): boolean;
  /** Puts a job in its place. One that stands there already stays, but for a doubt that is new. */
  add(job: Job): void;
  remove(job: Job): void;
  /** The message is shown now: what goes into its thread may follow. */
  shown(messageId: string): void;
};

/** An empty line. Kept in order as it grows, so that a long one costs little each time something is sent. */
export function createLine(): Line {
  const jobs: Job[] = [];
  const known = new Map<number, Job>();

  function placeOf(job: Job): number {
    let [low, high] = [0, jobs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (inTurn(jobs[middle] as Job, job) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    jobs,
    has: (id) => known.has(id),
    add(job) {
      const before = known.get(job.id);
      if (before) {
        before.doubtUntil = job.doubtUntil ?? before.doubtUntil;
        before.nextAt = Math.max(before.nextAt, job.doubtUntil ?? 0);
        return;
      }
      known.set(job.id, job);
      jobs.splice(placeOf(job), 0, job);
    },
    remove(job) {
      if (known.delete(job.id)) jobs.splice(placeOf(job), 1);
    },
    shown(messageId) {
      for (const job of jobs) if (job.awaits === messageId) job.awaits = null;
    },
  };
}
