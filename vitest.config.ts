import { defineConfig } from 'vitest/config';

/** tf.js in one copy of ES modules: its gradients register themselves in a file that Node cannot load by itself. */
const server = { deps: { inline: [/@tensorflow\//] } };

/** Suites are sorted by what they need: nothing, tf.js, the golden files, a browser. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'pure', include: ['tests/pure/**/*.test.ts'] } },
      {
        test: {
          name: 'runtime',
          include: ['tests/runtime/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          server,
        },
      },
      {
        test: {
          name: 'parity',
          include: ['tests/parity/**/*.test.ts'],
          testTimeout: 120_000,
          server,
        },
      },
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
