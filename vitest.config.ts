import { defineConfig } from 'vitest/config';

/** Suites are sorted by what they need: nothing, tf.js, the golden files, a browser. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'pure', include: ['tests/pure/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'runtime',
          include: ['tests/runtime/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
      { test: { name: 'parity', include: ['tests/parity/**/*.test.ts'], testTimeout: 120_000 } },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
