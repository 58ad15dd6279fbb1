import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, fullBucket, type Pace, take, waitFor } from '../../src/outbox/pace.ts';
import { steadyTime } from '../../src/outbox/steady.ts';

const anyPace = fc.record({ burst: fc.integer({ min: 1, max: 50 }), refillMs: fc.integer({ min: 1, max: 5000 }) });

/** Sends whenever the bucket allows, looking at it at each of the times. @returns the times of sending. */
function sendAt(pace: Pace, times: number[]): number[] {
  let bucket = fullBucket(pace, times[0] as number);
  return times.filter((now) => {
    if (waitFor(pace, bucket, now) > 0) return false;
    bucket = take(pace, bucket, now);
    return true;
  });
}

describe('a pace', () => {
  it('lets through no more than its burst and what was refilled, in any stretch of time', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(anyPace, gaps, (pace, between) => {
        let now = 0;
        const sent = sendAt(
          pace,
          between.map((gap) => (now += gap)),
        );
        for (const [from, start] of sent.entries()) {
          for (const [to, end] of sent.entries()) {
            if (to >= from)
              expect(to - from + 1).toBeLessThanOrEqual(pace.burst + (end - start) / pace.refillMs + 1e-6);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('always gives a token after the wait that it named, and not a millisecond before', () => {
    fc.assert(
      fc.property(anyPace, fc.integer({ min: 1, max: 200 }), (pace, taken) => {
        let bucket = fullBucket(pace, 0);
        let now = 0;
        for (let n = 0; n < taken; n++) {
          const wait = waitFor(pace, bucket, now);
          if (wait > 1) expect(waitFor(pace, bucket, now + wait - 1)).toBeGreaterThan(0);
          now += wait;
          expect(waitFor(pace, bucket, now)).toBeLessThanOrEqual(1);
          bucket = take(pace, bucket, now);
        }
      }),
    );
  });

  it('gives nothing for a clock set back, and fills again from there', () => {
    const pace = { burst: 2, refillMs: 1000 };
    const empty = take(pace, take(pace, fullBucket(pace, 10_000), 10_000), 10_000);
    expect(waitFor(pace, empty, 4000)).toBe(1000);
    const owing = take(pace, empty, 4000);
    expect(waitFor(pace, owing, 4000)).toBe(2000);
    expect(waitFor(pace, owing, 6000)).toBe(0);
  });
});

describe('backing off', () => {
  it.each([
    [1, 1000],
    [2, 2000],
    [5, 16_000],
    [7, 60_000],
    [5000, 60_000],
  ])('after failure %i waits %i ms', (failures, ms) => expect(backoffMs(failures)).toBe(ms));
});

describe('steady time', () => {
  it('never goes back and loses nothing of what passed, however the clock is set', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100_000, max: 100_000 })), (changes) => {
        let at = Date.parse('2026-11-20T09:00:00Z');
        const steady = steadyTime({ now: () => new Date(at) });
        let passed = 0;
        for (const change of changes) {
          at += change;
          passed += Math.max(0, change);
          expect(steady()).toBe(passed);
        }
      }),
    );
  });
});
