import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { hasDied } from '../outbox/claims.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { After } from '../outbox/sender.ts';
import type { Store } from '../store/open.ts';
import { createPatience } from '../store/patience.ts';
import { type Errand, type Handler, NotYet } from './errand.ts';
import { createOutcomes } from './outcome.ts';
import { judgeErrand } from './setback.ts';
import { heldErrands, isAnyDue, LAST_WORDS_MS, letGo, problemsByKind, takeDue } from './store.ts';

/** How often errands of other processes are looked for. */
const POLL_MS = 1000;
/** How long one try may take. */
const TRY_MS = 20_000;
/** How long a stop waits for what is under way. */
const STOP_MS = 7000;
/** Of each group of kinds, so that a service that hangs keeps no other waiting. */
const MOST_AT_ONCE = 8;

/** Runs errands: those of this process at once, and those that others leave. */
export type Errands = {
  start(): Promise<void>;
  /** Ends what is under way, cuts short what takes longer than seven seconds, and leaves the rest to the next process. */
  stop(): Promise<void>;
  /** Waits until nothing is under way and nothing more is due. */
  settled(): Promise<void>;
  /** What keeps errands waiting, by kind, in a service's words. */
  problems(): ReadonlyMap<string, string>;
};

export type ErrandsParts = {
  store: Store;
  outbox: Outbox;
  clock: Clock;
  /** The machine's timers unless given: whoever hands in a clock of their own hands in its timers too. */
  after?: After;
  log: Log;
  /**
   * Who does what, by kind. Kinds that begin alike, up to a dot (`aws.start`, `aws.note`), call the same service. Errands of
   * other kinds are left to a version of Watchbill that knows them.
   */
  handlers: Readonly<Record<string, Handler>>;
  /** The lock under which what came of errands is committed, for what they change is changed by others too. */
  lock?: string;
};

const machineAfter: After = (ms, act) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};

const neverMind = () => {};

/**
 * Creates the runner; `start` takes up what was left and goes on until `stop`. Each errand is run by one process at a
 * time: whoever holds a claim on it, which is taken from those that died at once on this host, and after half a minute
 * elsewhere.
 */
export function createErrands(parts: ErrandsParts): Errands {
  const { store, outbox, clock, log, handlers, after = machineAfter } = parts;
  const by = outbox.processId;
  const groups = [...Map.groupBy(Object.keys(handlers), groupOf).values()];
  const outcomes = createOutcomes(parts);
  const underWay = new Map<number, { kind: string; ended: Promise<void>; limit: AbortController }>();
  let looking: Promise<void> = Promise.resolve();
  let isLookDue = false;
  const patiently = createPatience(log, 'errands could not be read; trying again every second');
  let isRunning = false;
  let cancelPoll = neverMind;
  let cancelSoon = neverMind;

  /** One look at the table after the other. What comes up before one begins is seen by it. */
  function look(): void {
    if (isLookDue) return;
    isLookDue = true;
    looking = looking.then(() => {
      isLookDue = false;
      return patiently(takeUp);
    });
  }

  function poll(): void {
    looking = looking
      .then(() => patiently(() => survey().then(takeUp)))
      .then(() => {
        if (isRunning) cancelPoll = after(POLL_MS, poll);
      });
  }

  /** Frees what nobody runs any more, also what this process could not give back, and sees what fails anywhere. */
  async function survey(): Promise<void> {
    for (const held of await heldErrands(store.db)) {
      const isLeft = held.by === by ? !underWay.has(held.id) : hasDied(held.by, by);
      if (isLeft) await letGo(store.db, held, clock.now());
    }
    const problems = await problemsByKind(store.db);
    outcomes.problems.clear();
    for (const [kind, problem] of problems) if (kind in handlers) outcomes.problems.set(kind, problem);
  }

  async function takeUp(): Promise<void> {
    for (const kinds of groups) await takeUpOf(kinds);
  }

  async function takeUpOf(kinds: readonly string[]): Promise<void> {
    const busy = () => [...underWay.values()].filter(({ kind }) => kinds.includes(kind)).length;
    const taking = () => ({ by, kinds, room: MOST_AT_ONCE - busy(), now: clock.now() });
    if (!isRunning || taking().room === 0 || !(await isAnyDue(store.db, taking()))) return;
    const errands = await store.write((trx) => takeDue(trx, taking()), 'errands');
    // A clock that was put forward ends claims before their time: what runs here goes on.
    for (const errand of errands) if (!underWay.has(errand.id)) begin(errand);
  }

  function begin(errand: Errand): void {
    const limit = new AbortController();
    const ended = attempt(errand, limit).finally(() => {
      underWay.delete(errand.id);
      look();
    });
    underWay.set(errand.id, { kind: errand.kind, ended, limit });
  }

  async function attempt(errand: Errand, limit: AbortController): Promise<void> {
    const { signal } = limit;
    const cancelLimit = after(TRY_MS, () => limit.abort(new DOMException('a try took too long', 'TimeoutError')));
    try {
      const handler = handlers[errand.kind] as Handler;
      const done = await unlessAborted(handler.run(errand, signal), signal);
      await outcomes.finish(errand, done);
    } catch (error) {
      const setback = judgeErrand(error, errand.attempts + 1);
      await outcomes.suffer(errand, setback, error);
      if (setback.kind !== 'refuse' && setback.ms < POLL_MS) lookIn(setback.ms);
    } finally {
      cancelLimit();
    }
  }

  function lookIn(ms: number): void {
    cancelSoon();
    if (isRunning) cancelSoon = after(ms, look);
  }

  return {
    async start() {
      isRunning = true;
      outbox.attachRunner(look);
      poll();
      await looking;
    },
    async stop() {
      isRunning = false;
      cancelPoll();
      cancelSoon();
      const cancelLimit = after(STOP_MS, () => {
        for (const { limit } of underWay.values()) limit.abort(new NotYet('Watchbill stops', LAST_WORDS_MS));
      });
      await looking;
      await Promise.all([...underWay.values()].map(({ ended }) => ended));
      cancelLimit();
      await patiently(survey);
    },
    async settled() {
      for (let seen: unknown = null; seen !== looking || underWay.size > 0; ) {
        seen = looking;
        await looking;
        await Promise.all([...underWay.values()].map(({ ended }) => ended));
      }
    },
    problems: () => outcomes.problems,
  };
}

/** What a kind begins with. */
const groupOf = (kind: string): string => kind.split('.', 1).join('');

/**
 * What `work` comes to, unless the signal aborts first, whose reason is thrown then: not every client takes a signal, and
 * those that do have words of their own for being cut short.
 */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}
