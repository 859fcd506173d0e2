/** What is measured of a run in the worker, and told to the page. */
import { expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { memoryOf } from '../../src/compiler/memory.ts';
import { memoryOnWebGpu } from '../../src/compiler/memory-webgpu.ts';
import { presets } from '../../src/graph/presets.ts';
import type { TrainerLike } from '../../src/runtime/trainer-types.ts';
import { Measured } from '../../src/worker/measured.ts';
import { advanced } from '../../src/worker/run-facts.ts';

const ring = presets.find(({ id }) => id === 'ring')?.document;
const program = ring && compile(ring).program;
if (!program) throw new Error('ring does not compile');

/** Steps take 100 bytes, then 300, then 200, and something else before them 900. */
function stage(isAlone: boolean) {
  const takes = [100, 300, 200];
  const watch = {
    peakBytes: 900,
    heldBytes: 0,
    reset: () => {
      watch.peakBytes = 0;
    },
    stop: () => {},
  };
  const trainer = {
    trainStep: async () => {
      watch.peakBytes = Math.max(watch.peakBytes, takes.shift() ?? 0);
    },
  } as TrainerLike;
  const measured = new Measured(
    { peakWatch: () => watch, isAlone: () => isAlone },
    program as never,
  );
  measured.begin('wasm', trainer);
  return { measured, trainer };
}

it('tells the most that a step took beside the estimate, and again where that has grown', async () => {
  const { measured, trainer } = stage(true);
  await measured.step(trainer);
  const estimatedBytes = memoryOf(program as never).peak;
  const first = { type: 'measured', peakBytes: 100, estimatedBytes, lossScales: [] };
  expect(measured.news()).toEqual(first);
  expect(measured.news()).toBeNull();
  await measured.step(trainer);
  await measured.step(trainer);
  expect(measured.news()).toEqual({ ...first, peakBytes: 300 });
  measured.see([{ node: 'trainD', scale: 1024, good: 0, skipped: 1 }]);
  expect(measured.news()?.lossScales).toEqual([
    { node: 'trainD', scale: 1024, good: 0, skipped: 1 },
  ]);
  measured.begin('webgpu', trainer);
  expect(measured.news()?.estimatedBytes).toBe(memoryOnWebGpu(program as never).peak);
});

it('tells no memory where other runs hold some of it', async () => {
  const { measured, trainer } = stage(false);
  await measured.step(trainer);
  expect(measured.news()).toBeNull();
});

it('keeps the most in the record of the run', () => {
  const run = { step: 0, updatedAt: 0 };
  advanced(run, 10, { trainedMs: 5, peakBytes: 300 });
  advanced(run, 20, { trainedMs: 5, peakBytes: 200 });
  expect(run).toMatchObject({ step: 20, trainedMs: 10, peakBytes: 300 });
});
