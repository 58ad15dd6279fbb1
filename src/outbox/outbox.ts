import type { Clock } from '../clock.ts';
import type { Store } from '../store/open.ts';
import type { Trx } from '../store/tables.ts';
import { claimant } from './claims.ts';
import { createSay, type Say } from './say.ts';
import type { WrittenRow } from './write.ts';

/** State changes and what Slack is told of them, committed together. */
export type Outbox = {
  /** Names this process in claims. */
  readonly processId: string;
  /**
   * Runs `work` in a transaction and commits what it says with it. With `lock` no other replica is in a transaction of
   * that name.
   * @throws {StoreError} when it could not be committed; nothing is said then.
   */
  commit<T>(work: (trx: Trx, say: Say) => Promise<T>, lock?: string): Promise<T>;
  /** From now on this process sends: `wake` gets the rows of each commit as soon as it is durable. */
  attachSender(wake: (rows: WrittenRow[]) => void): void;
  /** What is committed from now on is for other processes, or for the next start. */
  detachSender(): void;
};

/** The outbox over a store. Without a sender attached (the command line), a running bot takes up what is said. */
export function createOutbox({ store, clock }: { store: Store; clock: Clock }): Outbox {
  const processId = claimant();
  let wakeSender: ((rows: WrittenRow[]) => void) | null = null;
  return {
    processId,
    async commit(work, lock) {
      const { say, commit } = createSay(clock.now());
      const sender = wakeSender ? processId : null;
      const committed = await store.write(async (trx) => {
        const result = await work(trx, say);
        return { result, rows: await commit(trx, sender) };
      }, lock);
      if (committed.rows.length > 0) wakeSender?.(committed.rows);
      return committed.result;
    },
    attachSender(wake) {
      wakeSender = wake;
    },
    detachSender() {
      wakeSender = null;
    },
  };
}
