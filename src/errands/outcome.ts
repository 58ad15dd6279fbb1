import type { Clock } from '../clock.ts';
import { StoreError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Store } from '../store/open.ts';
import type { Done, Errand, Handler } from './errand.ts';
import type { Setback } from './setback.ts';
import { endErrand, postpone, setAside } from './store.ts';

/** Keeps what came of errands that this process holds. */
export type Outcomes = {
  /**
   * The errand is done: what came of it and its end are committed together. Nothing happens when it is not ours any more.
   * @throws whatever `done` throws, and StoreError; it is not ended then.
   */
  finish(errand: Errand, done: Done): Promise<void>;
  /** The errand was not done. A database that fails leaves it to be found, and tried again, later. */
  suffer(errand: Errand, setback: Setback, error: unknown): Promise<void>;
  /** What keeps errands waiting, by kind. */
  problems: Map<string, string>;
};

export type OutcomeParts = {
  store: Store;
  outbox: Outbox;
  clock: Clock;
  log: Log;
  handlers: Readonly<Record<string, Handler>>;
  /** The lock under which what came of errands is committed, for what they change is changed by others too. */
  lock?: string;
};

/** Keeps outcomes in the name of this process. */
export function createOutcomes({ store, outbox, clock, log, handlers, lock }: OutcomeParts): Outcomes {
  const by = outbox.processId;
  const problems = new Map<string, string>();

  /** A kind of errand that fails is told once, until it fails no more. */
  function tell({ id, kind }: Errand, problem: string, error: unknown): void {
    const isKnown = problems.has(kind);
    problems.set(kind, problem);
    if (isKnown) return;
    if (problem === 'internal') log.error({ err: error, kind, errand: id }, 'a bug kept an errand from being done');
    else log.warn({ problem, kind, errand: id }, 'an errand could not be done; it is tried again');
  }

  async function putBack(errand: Errand, { kind, ms, problem }: Exclude<Setback, { kind: 'refuse' }>): Promise<void> {
    const attempts = errand.attempts + (kind === 'again' ? 1 : 0);
    const until = new Date(clock.now().getTime() + ms);
    await postpone(store.db, { id: errand.id, by, attempts, until, problem });
  }

  async function refuse(errand: Errand, problem: string): Promise<void> {
    log.error({ problem, kind: errand.kind, errand: errand.id }, 'an errand can never be done; it is kept as refused');
    try {
      await putAside(errand, problem, handlers[errand.kind]?.refused?.(errand, problem));
    } catch (error) {
      if (error instanceof StoreError) throw error;
      log.error({ err: error, kind: errand.kind }, 'a bug kept a refused errand from being told');
      await putAside(errand, problem);
    }
  }

  async function putAside(errand: Errand, problem: string, told?: Done): Promise<void> {
    await outbox.commit(async (trx, say) => {
      const isOurs = await setAside(trx, { id: errand.id, by, attempts: errand.attempts + 1, problem });
      if (isOurs) await told?.(trx, say);
    }, lock);
  }

  return {
    problems,
    async finish(errand, done) {
      await outbox.commit(async (trx, say) => {
        if (await endErrand(trx, errand.id, by)) await done(trx, say);
      }, lock);
    },
    async suffer(errand, setback, error) {
      if (setback.kind !== 'refuse' && setback.problem !== null) tell(errand, setback.problem, error);
      try {
        if (setback.kind === 'refuse') await refuse(errand, setback.problem);
        else await putBack(errand, setback);
      } catch (fault) {
        if (!(fault instanceof StoreError)) throw fault;
        log.error({ err: fault, errand: errand.id }, 'what came of an errand could not be kept; it is tried again');
      }
    },
  };
}
