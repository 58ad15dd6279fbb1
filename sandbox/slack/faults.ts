import { textOf } from './arguments.ts';
import type { Json } from './shapes.ts';

/** Something that goes wrong with the next calls of a method. One of the first five says what. */
export type Fault = {
  /** Slack's error, such as `not_in_channel`. */
  error?: string;
  /** An HTTP status such as 500, with a body that is no JSON. */
  status?: number;
  /** 429 with that many seconds of `Retry-After`. */
  retryAfter?: number;
  /** No answer at all, until the caller gives up. */
  hang?: boolean;
  /** The work is done, and then the connection is cut: the caller cannot tell. */
  dropAfterPost?: boolean;
  /** For so many calls; once unless told. */
  times?: number;
  /** Only for calls about this channel. */
  channel?: string;
};

/** Faults by method; those set first come first. */
export type Faults = {
  fail(method: string, fault: Fault): void;
  /** Mends a method, or all of them. */
  heal(method?: string): void;
  /** The fault of this call, counted as used. */
  take(method: string, args: Json): Fault | undefined;
};

/**
 * Starts with nothing wrong.
 * @param faultOf is asked at each call first.
 */
export function createFaults(faultOf: (method: string) => Fault | null = () => null): Faults {
  let faults: { method: string; fault: Fault; left: number }[] = [];
  return {
    fail: (method, fault) => {
      faults.push({ method, fault, left: fault.times ?? 1 });
    },
    heal: (method) => {
      faults = method === undefined ? [] : faults.filter((each) => each.method !== method);
    },
    take: (method, args) => {
      const asked = faultOf(method);
      if (asked) return asked;
      const found = faults.find(
        (each) =>
          each.method === method &&
          (each.fault.channel === undefined ||
            each.fault.channel === (textOf(args, 'channel') ?? textOf(args, 'channel_id'))),
      );
      if (!found) return undefined;
      found.left -= 1;
      if (found.left <= 0) faults = faults.filter((each) => each !== found);
      return found.fault;
    },
  };
}
