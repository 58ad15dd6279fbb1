import type { Clock } from '../clock.ts';
import type { Store } from '../store/open.ts';
import type { Trx } from '../store/tables.ts';
import { claimant } from './claims.ts';
import { createSay, type Say } from './say.ts';
import type { WrittenRow } from './write.ts';

/** State changes and what the outside is told of them, committed together. */
export type Outbox = {
  /** Names this process in claims. */
  readonly processId: string;
  /**
   * Runs `work` in a transaction and commits what it says with it. With `lock` no other replica is in a transaction of
   * that name.
   * @throws {StoreError} when it could not be committed; nothing is said then.
   */
  commit<T>(work: (trx: Trx, say: Say) => Promise<T>, lock?: string): Promise<T>;
  /**
   * Takes a further lock, which `work` then holds until its commit. Who takes several takes them in this order, or two
   * could wait for each other: `incidents`, `intake`, `triage` of a message.
   */
  lock(trx: Trx, name: string): Promise<void>;
  /** From now on this process sends: `wake` gets the rows of each commit as soon as it is durable. */
  attachSender(wake: (rows: WrittenRow[]) => void): void;
  /** What is committed from now on is for other processes, or for the next start. */
  detachSender(): void;
  /** This process runs errands: `wake` is called as soon as some are durable. Others find them in the database. */
  attachRunner(wake: () => void): void;
};

/** The outbox over a store. Without a sender attached (the command line), a running bot takes up what is said. */
export function createOutbox({ store, clock }: { store: Store; clock: Clock }): Outbox {
  const processId = claimant();
  let wakeSender: ((rows: WrittenRow[]) => void) | null = null;
  let wakeRunner: (() => void) | null = null;
  return {
    processId,
    async commit(work, lock) {
      const { say, commit } = createSay(clock.now());
      const sender = wakeSender ? processId : null;
      const committed = await store.write(async (trx) => {
        const result = await work(trx, say);
        return { result, ...(await commit(trx, sender)) };
      }, lock);
      if (committed.rows.length > 0) wakeSender?.(committed.rows);
      if (committed.hasErrands) wakeRunner?.();
      return committed.result;
    },
    lock: (trx, name) => store.lock(trx, name),
    attachSender(wake) {
      wakeSender = wake;
    },
    detachSender() {
      wakeSender = null;
    },
    attachRunner(wake) {
      wakeRunner = wake;
    },
  };
}
