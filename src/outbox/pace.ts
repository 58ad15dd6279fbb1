import type { Kind } from './intent.ts';

/** A token bucket: `burst` at once, then one every `refillMs`. */
export type Pace = { burst: number; refillMs: number };
/** How full a bucket was at a time in milliseconds. */
export type Bucket = { tokens: number; at: number };

/**
 * Slack's rates: a channel takes about one message a second and forgives short bursts; `chat.update` is tier 3, 50 and
 * more a minute, `chat.postEphemeral` and the methods that upload tier 4, those that set topics and user groups tier 2,
 * 20 a minute (https://docs.slack.dev/apis/web-api/rate-limits).
 */
export const paces = {
  post: { burst: 4, refillMs: 1000 },
  update: { burst: 30, refillMs: 1200 },
  whisper: { burst: 20, refillMs: 600 },
  topic: { burst: 10, refillMs: 3000 },
  group: { burst: 10, refillMs: 3000 },
  file: { burst: 20, refillMs: 600 },
} as const satisfies Record<string, Pace>;

/** A bucket that was never used is full. */
export function fullBucket(pace: Pace, now: number): Bucket {
  return { tokens: pace.burst, at: now };
}

/** Milliseconds until the bucket gives a token; 0 when it has one. */
export function waitFor(pace: Pace, bucket: Bucket, now: number): number {
  const tokens = tokensAt(pace, bucket, now);
  return tokens >= 1 ? 0 : Math.ceil((1 - tokens) * pace.refillMs);
}

/** The bucket after one token was taken; it may owe tokens when more are taken than it has. */
export function take(pace: Pace, bucket: Bucket, now: number): Bucket {
  return { tokens: tokensAt(pace, bucket, now) - 1, at: now };
}

/** A clock that was set back gives no tokens for that time, and fills the bucket again from there. */
function tokensAt(pace: Pace, bucket: Bucket, now: number): number {
  return Math.min(pace.burst, bucket.tokens + Math.max(0, now - bucket.at) / pace.refillMs);
}

/** Files appear in their channel only after Slack has looked for malware in them, which takes some seconds. */
const SCANNING_MS = 15_000;

/** How long what Slack took may still not be seen in it; milliseconds. */
export function appearsWithinMs(kind: Kind): number {
  return kind === 'file' ? SCANNING_MS : 0;
}

/** How long to wait after the n-th failure in a row (from 1): a second, doubled each time, at most a minute. */
export function backoffMs(failures: number): number {
  return Math.min(60_000, 1000 * 2 ** (failures - 1));
}
