import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Most tests wait more than they compute: by itself vitest leaves one of two cores free.
    maxWorkers: 2,
    // Files share their worker's modules, which hold no state: to load them anew for each would double the time.
    isolate: false,
    globalSetup: ['test/support/shared-postgres.ts'],
    // Real servers, a real PostgreSQL and real child processes start inside some tests, on machines with two cores.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
