import { StoreError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/open.ts';
import { judgeFor } from './judge-for.ts';
import type { Line } from './line.ts';
import { appearsWithinMs, backoffMs } from './pace.ts';
import { type Job, placeOf, type Road, roadOf, type Traffic } from './queue.ts';
import type { Verdict } from './verdict.ts';

/** A place that could not be sent to is tried again after this. */
const HELD_MS = 30_000;
/** For so many failures of a message the others of its channel wait behind it; then they go first. */
const PATIENT_FAILURES = 3;
/** An error that we do not know is taken for a lasting one after so many tries, which is some twenty minutes. */
const MOST_UNKNOWN = 15;

/** What becomes of what could not be sent. */
export type Setbacks = {
  /** The call for a job failed: says when it may be tried again, or gives it up. */
  suffer(job: Job, road: Road, error: unknown): Promise<void>;
  /** The call for a job succeeded. */
  overcome(job: Job, road: Road): void;
  /** What Slack does not take, by place (see `placeOf`; `*`: all of them), in Slack's words. */
  problems: ReadonlyMap<string, string>;
};

export type SetbackParts = {
  store: Store;
  line: Line;
  traffic: Traffic;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  log: Log;
  /** Told the error of each failed call, for the count in `/metrics`. */
  onError(error: string): void;
};

/** Starts with nothing gone wrong. */
export function createSetbacks({ store, line, traffic, now, log, onError }: SetbackParts): Setbacks {
  const problems = new Map<string, string>();

  function hold(place: string, error: string): void {
    traffic.heldUntil.set(place, now() + HELD_MS);
    if (problems.get(place) === error) return;
    problems.set(place, error);
    log.error({ place, error }, 'messages wait: Slack takes none here');
  }

  function postpone(job: Job, road: Road, error: string, ambiguous: boolean): void {
    // Calls that failed beside this one have made the road quiet already.
    if (road.quietUntil <= now()) {
      road.failures += 1;
      if (road.failures === 1) log.warn({ error, channel: job.channel }, 'a message could not be sent; trying again');
      road.quietUntil = now() + backoffMs(road.failures);
    }
    job.failures += 1;
    const wait = backoffMs(job.failures) * (job.failures > PATIENT_FAILURES ? 2 : 1);
    job.nextAt = now() + (ambiguous ? Math.max(wait, appearsWithinMs(job.kind)) : wait);
    if (ambiguous) job.doubtUntil = job.nextAt;
  }

  /** It was Slack that failed, not the messages: none has to wait any longer. */
  function retryAll(road: Road): void {
    for (const job of line.jobs) {
      if (roadOf(job, traffic, now()) !== road) continue;
      job.nextAt = Math.min(job.nextAt, now());
      if (job.doubtUntil !== null) job.doubtUntil = Math.min(job.doubtUntil, now());
    }
  }

  async function refuse(job: Job, error: string): Promise<void> {
    if (!job.plain) {
      job.plain = true;
      log.error({ error, row: job.id }, 'Slack refused a message; sending its text alone');
      return;
    }
    await bury(job, error);
  }

  /** Slack will never take it: it is kept and counted, and so is what was to go into its thread. */
  async function bury(job: Job, error: string): Promise<void> {
    log.error({ error, row: job.id, place: placeOf(job) }, 'Slack will not take this; it is kept as dead');
    // A later try for the same topic or group makes this good, and is due sooner or later.
    if (job.kind === 'topic' || job.kind === 'group') problems.set(placeOf(job), error);
    await leave(job, async () => {
      const dead = store.db.updateTable('outbox').set({ dead: 1, claimed_by: null, last_error: error });
      await dead
        .where((where) => where.or([where('id', '=', job.id), where('thread_of', '=', job.messageId ?? '')]))
        .execute();
      for (const reply of line.jobs.filter((each) => each.awaits !== null && each.awaits === job.messageId)) {
        line.remove(reply);
      }
    });
  }

  async function drop(job: Job, error: string): Promise<void> {
    log.warn(
      { error, row: job.id, channel: job.channel },
      'a message is gone from Slack; what was to change is dropped',
    );
    await leave(job, async () => {
      await store.db.deleteFrom('outbox').where('id', '=', job.id).execute();
    });
  }

  /** A row that could not be marked is found again with those that nobody remembers, and judged anew. */
  async function leave(job: Job, mark: () => Promise<void>): Promise<void> {
    line.remove(job);
    await mark().catch((error) => log.error({ err: error, row: job.id }, 'a row of the outbox could not be marked'));
  }

  async function follow(job: Job, road: Road, verdict: Verdict): Promise<void> {
    switch (verdict.kind) {
      case 'slow_down':
        road.quietUntil = now() + verdict.ms;
        return;
      case 'held':
        return hold(verdict.whole ? '*' : placeOf(job), verdict.error);
      case 'passing':
        return postpone(job, road, verdict.error, verdict.ambiguous);
      case 'unknown':
        if (job.failures < MOST_UNKNOWN) return postpone(job, road, verdict.error, true);
        return bury(job, verdict.error);
      case 'gone':
        return drop(job, verdict.error);
      case 'refused':
        return refuse(job, verdict.error);
      case 'hopeless':
        return bury(job, verdict.error);
      default:
        return verdict satisfies never;
    }
  }

  return {
    problems,
    async suffer(job, road, error) {
      if (error instanceof StoreError) return postpone(job, road, error.code, true);
      const verdict = judgeFor(job, error);
      if (verdict === null) {
        // One such message must not end the process again and again, at each of its starts.
        log.error({ err: error, row: job.id }, 'the sender failed over a message');
        return bury(job, 'internal');
      }
      onError(verdict.error);
      return follow(job, road, verdict);
    },
    overcome(job, road) {
      if (road.failures > PATIENT_FAILURES) retryAll(road);
      road.failures = 0;
      for (const place of [placeOf(job), '*']) {
        if (problems.delete(place)) log.info({ place }, 'Slack takes messages here again');
      }
    },
  };
}
