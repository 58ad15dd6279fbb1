import type { Clock } from './time.ts';

/**
 * How often a method may be called, from https://docs.slack.dev/apis/web-api/rate-limits: tiers 1 to 4, `posting`
 * (about one message a second in each channel), or `lenient` (hundreds a minute).
 */
export type Tier = 1 | 2 | 3 | 4 | 'posting' | 'lenient';

// Calls a minute. A tier's minute may be used up at once; Slack only says that short bursts are forgiven.
const PER_MINUTE = { 1: 1, 2: 20, 3: 50, 4: 100, lenient: 600 } as const;
const POSTING_BURST = 5;

/** Token buckets. `take` answers 0, or the whole seconds after which to try again. */
export type Limits = { take(method: string, tier: Tier, channel: string): number };

/** Starts with every bucket full. */
export function createLimits(clock: Clock): Limits {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take: (method, tier, channel) => {
      const key = tier === 'posting' ? `${method} ${channel}` : method;
      const size = tier === 'posting' ? POSTING_BURST : PER_MINUTE[tier];
      const perMs = tier === 'posting' ? 1 / 1000 : size / 60_000;
      const now = clock.now().getTime();
      const bucket = buckets.get(key) ?? { tokens: size, at: now };
      const tokens = Math.min(size, bucket.tokens + Math.max(0, now - bucket.at) * perMs);
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
      return tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000));
    },
  };
}
