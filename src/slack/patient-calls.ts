import { setTimeout as sleep } from 'node:timers/promises';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { fullBucket, take, waitFor } from '../outbox/pace.ts';

/** `reactions.get` and history are tier 3: 50 and more a minute (https://docs.slack.dev/apis/web-api/rate-limits). */
const PACE = { burst: 30, refillMs: 1200 };

/** Runs one read of Slack after the other, at a pace Slack likes; a call that Slack puts off is made again. */
export function createPatientCalls(now: () => number): <T>(read: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let bucket = fullBucket(PACE, now());
  return (read) => {
    const turn = last.then(async () => {
      await sleep(waitFor(PACE, bucket, now()), undefined, { ref: false });
      bucket = take(PACE, bucket, now());
      return patiently(read);
    });
    last = turn.catch(() => {});
    return turn;
  };
}

async function patiently<T>(read: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError)) throw error;
      await sleep(Math.max(1, error.retryAfter) * 1000, undefined, { ref: false });
    }
  }
}
