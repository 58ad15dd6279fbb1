import type { Row } from './figures.ts';

/** What a benchmark is given. */
export type Ground = {
  /** Small sizes and few runs: to see that everything works, not how fast. */
  short: boolean;
  /** A folder that goes when all is done. */
  dir: string;
  /** Tells whoever waits what is being done. */
  progress(text: string): void;
  /**
   * A database with so many alerts spread over the year that ends now. It is filled once and belongs to all benchmarks
   * of the run; one process at a time may use it.
   * @returns its path.
   */
  seeded(alerts: number): Promise<string>;
};

/** One benchmark, with the name that `--only` knows it by. */
export type Benchmark = { name: string; run(ground: Ground): Promise<Row[]> };

/** Waits, so that what is paced does not stand in the way of what is measured. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
