import { subHours } from 'date-fns/subHours';
import { AwsError } from '../../errors.ts';
import { takeTurn } from '../../jobs/take-turn.ts';
import { followedSince } from './follow-store.ts';
import { lookAtAws, lookAtRecords } from './look.ts';
import type { AwsParts } from './parts.ts';

/** How often AWS is looked at, in milliseconds. */
export const LOOK_MS = 10_000;
const LONGEST_PAUSE_MS = 60_000;

/** Follows what is changed in AWS. */
export type Following = {
  /**
   * Looks at all incidents there; to be called every `LOOK_MS`. Of several replicas one does it. While AWS does not
   * answer it is asked less and less often, once a minute at least.
   * @throws {AwsError} as long as AWS fails.
   */
  look(): Promise<void>;
  /**
   * Looks at some records at once, by their ARNs, because something is known to have happened to them. What comes while
   * that is under way is looked at after it, in one go; while AWS does not answer it waits for the next look.
   * @throws of what failed, to whoever asked first.
   */
  lookAt(arns: readonly string[]): Promise<void>;
};

/** Begins to follow AWS: incidents that were begun there from an hour ago on get their rooms here. */
export function followAws(parts: AwsParts): Following {
  const { clock, db, outbox } = parts;
  const pause = { until: 0, failures: 0, error: null as AwsError | null };
  let turn = 0;
  const waiting = new Set<string>();
  let isLookingAt = false;
  const isPausing = () => pause.error !== null && clock.now().getTime() < pause.until;
  const since = () => outbox.commit((trx) => followedSince(trx, subHours(clock.now(), 1)));

  async function look(): Promise<void> {
    // Whoever calls sees one failure that lasts.
    if (isPausing()) throw pause.error;
    const now = clock.now().getTime();
    if (!(await takeTurn(db, { name: 'aws_looked_at', now: clock.now(), everyMs: LOOK_MS }))) return;
    try {
      turn += 1;
      await lookAtAws({ since: await since(), turn }, parts);
      Object.assign(pause, { failures: 0, error: null });
    } catch (error) {
      const isPassing = error instanceof AwsError && error.retryable;
      const failures = isPassing ? pause.failures + 1 : 0;
      const until = now + Math.min(LONGEST_PAUSE_MS, LOOK_MS * 2 ** failures);
      Object.assign(pause, { failures, until, error: isPassing ? error : null });
      throw error;
    }
  }

  async function lookAt(arns: readonly string[]): Promise<void> {
    for (const arn of arns) waiting.add(arn);
    if (isLookingAt) return;
    isLookingAt = true;
    try {
      while (waiting.size > 0) {
        const next = [...waiting];
        waiting.clear();
        if (!isPausing()) await lookAtRecords({ arns: next, since: await since() }, parts);
      }
    } finally {
      isLookingAt = false;
    }
  }

  return { look, lookAt };
}
