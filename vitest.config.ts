import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { layersPlugin } from './src/layers/bundle.mjs';

/** What exports read of sources is built as in the page. */
const plugins = [layersPlugin()];

/** Pages that nobody needs to wait for: tests of them wait for what they need, so two share a machine of two cores. */
const pages = {
  // A second, which is usual, is short for a page on a busy machine.
  expect: { poll: { timeout: 15_000 } },
  globalSetup: 'tests/browser/support/build-page.ts',
  testTimeout: 300_000,
  hookTimeout: 300_000,
  maxWorkers: 2,
  // A page is at the mercy of what else the machine does. `npm test` names each test that needed its second try.
  retry: 1,
};
/** Files that count frames or renders have the machine to themselves, after all others. */
const measured = ['tests/browser/editor-speed.test.ts', 'tests/browser/smoothness.test.ts'];

/** Suites are sorted by what they need: nothing, tf.js, the golden files, a browser, a quiet machine. */
export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        test: {
          name: 'pure',
          include: ['tests/pure/**/*.test.ts'],
          testTimeout: 60_000,
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins,
        test: {
          name: 'runtime',
          include: ['tests/runtime/**/*.test.ts'],
          testTimeout: 240_000,
          // Each holds the wasm backend and a network or two.
          maxWorkers: Math.min(availableParallelism(), 4),
          sequence: { groupOrder: 2 },
        },
      },
      {
        plugins,
        test: {
          // Not a part of `npm test`: it wants an adapter that few machines have.
          name: 'gpu',
          include: ['tests/gpu/**/*.test.ts'],
          testTimeout: 240_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
      {
        plugins,
        test: {
          name: 'parity',
          include: ['tests/parity/**/*.test.ts'],
          testTimeout: 240_000,
          maxWorkers: Math.min(availableParallelism(), 4),
          sequence: { groupOrder: 3 },
        },
      },
      {
        plugins,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          exclude: measured,
          ...pages,
          sequence: { groupOrder: 4 },
        },
      },
      {
        plugins,
        test: {
          name: 'browser-quiet',
          include: measured,
          ...pages,
          maxWorkers: 1,
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
});
