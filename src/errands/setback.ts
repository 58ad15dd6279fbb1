import { StoreError } from '../errors.ts';
import { backoffMs } from '../outbox/pace.ts';
import { judge, type Verdict } from '../outbox/verdict.ts';
import { NotYet } from './errand.ts';

/** The longest that an errand waits for its next try, in milliseconds. */
export const LONGEST_WAIT_MS = 60_000;
/** What is held up until somebody mends it is tried again after this. */
const HELD_MS = 30_000;
/** An error of Slack's that we do not know is taken for a lasting one after so many tries, and so is a bug of ours. */
const MOST_UNKNOWN = 5;
const MOST_BUGS = 3;

/** What a failed try means for its errand. `problem` is for the operator: a sentence, or a service's word for it. */
export type Setback =
  /** It waits, and that is no failure; `problem` is null when nobody has to do anything about it. */
  | { kind: 'wait'; ms: number; problem: string | null }
  /** It failed, and may be well next time. */
  | { kind: 'again'; ms: number; problem: string }
  /** It can never be done. */
  | { kind: 'refuse'; problem: string };

/**
 * Judges what a handler threw, or the transaction after it. What is neither a fault of a service nor of the network is a
 * bug of ours.
 * @param tries how often the errand failed, this time included.
 */
export function judgeErrand(error: unknown, tries: number): Setback {
  if (error instanceof NotYet) return wait(error.ms, null);
  if (error instanceof StoreError) return again(tries, error.code);
  if (isFault(error)) {
    return error.retryable ? again(tries, error.message) : { kind: 'refuse', problem: error.message };
  }
  const verdict = judge(error);
  if (verdict === null) return tries < MOST_BUGS ? again(tries, 'internal') : { kind: 'refuse', problem: 'internal' };
  return ofVerdict(verdict, tries);
}

/** One of the faults of `errors.ts`, of whichever service. */
function isFault(error: unknown): error is Error & { retryable: boolean } {
  return error instanceof Error && 'retryable' in error && typeof error.retryable === 'boolean';
}

function ofVerdict(verdict: Verdict, tries: number): Setback {
  const { kind, error } = verdict;
  switch (kind) {
    case 'slow_down':
      return wait(verdict.ms, null);
    case 'held':
      return wait(HELD_MS, error);
    case 'passing':
      return again(tries, error);
    case 'unknown':
      return tries < MOST_UNKNOWN ? again(tries, error) : { kind: 'refuse', problem: error };
    case 'gone':
    case 'refused':
    case 'hopeless':
      return { kind: 'refuse', problem: error };
    default:
      return kind satisfies never;
  }
}

function wait(ms: number, problem: string | null): Setback {
  return { kind: 'wait', ms: Math.min(ms, LONGEST_WAIT_MS), problem };
}

function again(tries: number, problem: string): Setback {
  return { kind: 'again', ms: backoffMs(tries), problem };
}
