import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

/** How a source does. */
export type SourceStatus = {
  /** False from the first failure of a step until that step works again. */
  ok: boolean;
  /** What failed, while it is not ok. */
  error: string | null;
  /** Failures since the start. */
  failures: number;
  /** When messages last came. */
  lastReceivedAt: Date | null;
  /** How many seconds the oldest message of the newest stored batch had waited; null before the first. */
  lagSeconds: number | null;
};

/** What may fail for itself: receiving can work for ever while each delete is denied. */
export type Step = 'receive' | 'store' | 'extend' | 'delete';

/** Keeps a source's status, and tells the log of a failing step once, until it works again. */
export type SourceHealth = {
  received(): void;
  lag(seconds: number): void;
  failed(step: Step, error: unknown): void;
  worked(step: Step): void;
  status(): SourceStatus;
};

/** @param name what the log calls it, such as `the queue https://…` */
export function createSourceHealth({ name, log, clock }: { name: string; log: Log; clock: Clock }): SourceHealth {
  const broken = new Map<Step, string>();
  let failures = 0;
  let lastReceivedAt: Date | null = null;
  let lagSeconds: number | null = null;
  return {
    received() {
      lastReceivedAt = clock.now();
    },
    lag(seconds) {
      lagSeconds = seconds;
    },
    failed(step, error) {
      failures += 1;
      if (!broken.has(step)) log.error({ err: error, step }, `${name} fails; it is tried again until it works`);
      broken.set(step, error instanceof Error ? error.message : String(error));
    },
    worked(step) {
      if (broken.delete(step)) log.info({ step }, `${name} works again`);
    },
    status: () => ({
      ok: broken.size === 0,
      error: [...broken.values()][0] ?? null,
      failures,
      lastReceivedAt,
      lagSeconds,
    }),
  };
}
