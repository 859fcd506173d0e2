import { defineConfig } from 'vitest/config';
import { layersPlugin } from './src/layers/bundle.mjs';

/** What exports read of sources is built as in the page. */
const plugins = [layersPlugin()];

/** Suites are sorted by what they need: nothing, tf.js, the golden files, a browser. */
export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        test: { name: 'pure', include: ['tests/pure/**/*.test.ts'], testTimeout: 30_000 },
      },
      {
        plugins,
        test: {
          name: 'runtime',
          include: ['tests/runtime/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        plugins,
        test: { name: 'parity', include: ['tests/parity/**/*.test.ts'], testTimeout: 120_000 },
      },
      {
        plugins,
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
