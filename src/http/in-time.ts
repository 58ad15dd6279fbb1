import type { Log } from '../log.ts';
import type { HttpAnswer } from './server.ts';

/** Senders are promised an answer within 10 s. */
const ANSWER_MS = 9_000;

/** How a route answers for what it cannot do now. */
export type InTime = {
  /** 503, by which the sender tries again. */
  again: HttpAnswer;
  log: Log;
  /** What the log calls it: `a webhook`. */
  what: string;
  path?: string;
  /** Which faults pass by themselves; unless told, all do. Others are thrown. */
  isPassing?(error: unknown): boolean;
  /** The longest to take, in milliseconds. */
  answerMs?: number;
};

/**
 * What `work` answers, or `again` when it fails or takes too long. What was begun goes on, and is harmless when it comes
 * again.
 */
export async function inTime(
  work: Promise<HttpAnswer>,
  { again, log, what, path, isPassing = () => true, answerMs = ANSWER_MS }: InTime,
): Promise<HttpAnswer> {
  const at = path === undefined ? {} : { path };
  const done = work.catch((error: unknown) => {
    if (!isPassing(error)) throw error;
    log.error({ err: error, ...at }, `${what} could not take what it was sent`);
    return again;
  });
  const late = Promise.withResolvers<HttpAnswer>();
  const timer = setTimeout(() => {
    log.error(at, `${what} took too long`);
    late.resolve(again);
  }, answerMs);
  try {
    return await Promise.race([done, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
