import type { Clock } from '../../clock.ts';
import { type Bucket, fullBucket, take, waitFor } from '../../outbox/pace.ts';

/** Requests of one client: 120 a minute, which may come all at once. Of each replica, for they do not count together. */
export const RATE = { burst: 120, refillMs: 500 };

/**
 * Counts requests, by client.
 * @returns a function that takes a request, or tells after how many whole seconds the next one is taken; 0 when it was.
 */
export function createRate(clock: Clock): (client: string) => number {
  const buckets = new Map<string, Bucket>();
  return (client) => {
    const now = clock.now().getTime();
    const bucket = buckets.get(client) ?? fullBucket(RATE, now);
    const waitMs = waitFor(RATE, bucket, now);
    if (waitMs === 0) buckets.set(client, take(RATE, bucket, now));
    return Math.ceil(waitMs / 1000);
  };
}
