import { StoreError } from '../errors.ts';
import type { Log } from '../log.ts';

/** Runs a reading of the database that comes again by itself: while the database fails, that is logged once. */
export type Patiently = (read: () => Promise<void>) => Promise<void>;

/** @param message what is logged when reading begins to fail. */
export function createPatience(log: Log, message: string): Patiently {
  let isFailing = false;
  return async (read) => {
    try {
      await read();
      isFailing = false;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      if (!isFailing) log.error({ err: error }, message);
      isFailing = true;
    }
  };
}
