import type { Trouble } from '../../sandbox/aws/incidents-trouble.ts';
import type { Fault } from '../../sandbox/slack/sandbox.ts';

/**
 * Where a bot dies: at its call of that number, counted from 1, or its first of that name, `before` it is carried out, or
 * `after` that and before the bot knows.
 */
export type Death = { call: number | string; moment: 'before' | 'after' };

/** Has a bot die at one of its calls to Slack or AWS, whose stand-ins ask at each call how it is to fail. */
export type Dying = {
  faultOf(method: string): Fault | null;
  troubleOf(operation: string): Trouble | null;
  /** Counts calls from now on; at one of them, if there is a death, `kill` ends the bot. */
  count(death: Death | null, kill: () => void): void;
  /** The call at which the bot died since then; null while it lives. */
  diedAt(): string | null;
};

/** Calls that a bot makes for its connection alone. */
const uncounted = new Set(['apps.connections.open', 'auth.test']);

/** Starts without a death. */
export function createDying(): Dying {
  let counted = 0;
  let death: Death | null = null;
  let kill: () => void = () => {};
  let diedAt: string | null = null;

  /** @returns when the bot dies of the call that came in now, null when it does not. */
  function dies(call: string): Death['moment'] | null {
    if (uncounted.has(call) || diedAt !== null) return null;
    counted += 1;
    if (death === null || (death.call !== counted && death.call !== call)) return null;
    kill();
    diedAt = call;
    return death.moment;
  }

  return {
    faultOf(method) {
      const moment = dies(method);
      return moment && (moment === 'before' ? { hang: true } : { dropAfterPost: true });
    },
    troubleOf(operation) {
      const moment = dies(operation);
      return moment && (moment === 'before' ? { hang: true } : { cut: true });
    },
    count(next, end) {
      counted = 0;
      death = next;
      kill = end;
      diedAt = null;
    },
    diedAt: () => diedAt,
  };
}
