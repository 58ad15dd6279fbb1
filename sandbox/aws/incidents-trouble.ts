import type { Failing } from './service.ts';

/**
 * What goes wrong with calls: refused as too many, as not allowed or as over a quota, an HTTP status such as 503, no
 * answer at all, or `cut`: the work is done, and then the connection breaks, so that the caller cannot tell.
 */
export type Trouble = (
  | { throttle: true }
  | { denied: true }
  | { quota: true }
  | { status: number }
  | { hang: true }
  | { cut: true }
) & {
  /** For so many calls, once unless told; Infinity until `heal`. */
  times?: number;
};

/** Troubles by operation; `*` stands for every operation of both services. Those set first come first. */
export type Troubles = {
  fail(operation: string, trouble: Trouble): void;
  /** Ends the trouble of an operation, or all trouble. */
  heal(operation?: string): void;
  /** Milliseconds by which every call is late from now on. */
  latency(ms: number): void;
};

/** Starts with nothing wrong; `next` is how the call that came in now is to fail, of which `troubleOf` is asked first. */
export function createTroubles(
  troubleOf: (operation: string) => Trouble | null = () => null,
): Troubles & { next(operation: string): Failing | null; latencyMs(): number } {
  let waiting: { operation: string; trouble: Trouble; left: number }[] = [];
  let latencyMs = 0;
  return {
    fail: (operation, trouble) => {
      waiting.push({ operation, trouble, left: trouble.times ?? 1 });
    },
    heal: (operation) => {
      waiting = operation === undefined ? [] : waiting.filter((each) => each.operation !== operation);
    },
    latency: (ms) => {
      latencyMs = ms;
    },
    latencyMs: () => latencyMs,
    next: (operation) => {
      const asked = troubleOf(operation);
      if (asked) return failing(asked);
      const found = waiting.find((each) => each.operation === operation || each.operation === '*');
      if (!found) return null;
      found.left -= 1;
      if (found.left <= 0) waiting = waiting.filter((each) => each !== found);
      return failing(found.trouble);
    },
  };
}

function failing(trouble: Trouble): Failing {
  if ('throttle' in trouble) return { error: 'ThrottlingException', message: 'Rate exceeded', details: QUOTA };
  if ('quota' in trouble) return { error: 'ServiceQuotaExceededException', message: 'Quota exceeded', details: QUOTA };
  if ('denied' in trouble) return { error: 'AccessDeniedException', message: 'not authorized to perform this action' };
  return trouble;
}

/** Both services name the quota, each in its own letters. */
const QUOTA = {
  quotaCode: 'L-1A2B3C4D',
  serviceCode: 'ssm-incidents',
  QuotaCode: 'L-1A2B3C4D',
  ServiceCode: 'ssm-contacts',
};
