/** What is left of `Value` once it counts as there. */
export type There<Value> = Exclude<Value, false | null | undefined>;

/** What one waits for, in words for the failure, and for how long (10 s unless told). */
export type Patience = { what: string; timeoutMs?: number };

/** Waits without polling: predicates are asked again whenever `changed` is called. */
export type Watch = {
  changed(): void;
  /** @throws when it has not come true in time; a predicate that throws is not true yet. */
  until<Value>(predicate: () => Value | Promise<Value>, patience: Patience): Promise<There<Value>>;
  stop(): void;
};

type Waiting = Set<{ look: () => void; giveUp: (error: Error) => void }>;

/** Starts with nobody waiting. */
export function createWatch(): Watch {
  const waiting: Waiting = new Set();
  let scheduled = false;
  const lookAll = () => {
    scheduled = false;
    for (const { look } of [...waiting]) look();
  };
  return {
    changed: () => {
      if (scheduled || waiting.size === 0) return;
      scheduled = true;
      queueMicrotask(lookAll);
    },
    until: (predicate, patience) => wait(waiting, predicate, patience),
    stop: () => {
      for (const { giveUp } of [...waiting]) giveUp(new Error('the sandbox was stopped'));
    },
  };
}

function wait<Value>(
  waiting: Waiting,
  predicate: () => Value | Promise<Value>,
  { what, timeoutMs = 10_000 }: Patience,
): Promise<There<Value>> {
  return new Promise((resolve, reject) => {
    let because: unknown;
    const look = async () => {
      try {
        const value = await predicate();
        if (isThere(value)) finish(() => resolve(value));
      } catch (error) {
        because = error;
      }
    };
    const giveUp = (error: Error) => finish(() => reject(error));
    const entry = { look: () => void look(), giveUp };
    const timer = setTimeout(() => giveUp(new Error(`waited in vain for ${what}`, { cause: because })), timeoutMs);
    const finish = (act: () => void) => {
      clearTimeout(timer);
      waiting.delete(entry);
      act();
    };
    waiting.add(entry);
    entry.look();
  });
}

function isThere<Value>(value: Value): value is There<Value> {
  return value !== false && value !== null && value !== undefined;
}
