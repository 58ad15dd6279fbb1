import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real servers, a real PostgreSQL and real child processes start inside some tests, on machines with two cores.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
