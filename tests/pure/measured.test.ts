/** What is measured of a run in the worker, and told to the page. */
import { expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { memoryOf } from '../../src/compiler/memory.ts';
import { memoryOnWebGpu } from '../../src/compiler/memory-webgpu.ts';
import { presets } from '../../src/graph/presets.ts';
import type { PeakWatch } from '../../src/runtime/backends/peak-memory.ts';
import type { TrainerLike } from '../../src/runtime/trainer-types.ts';
import { Measured } from '../../src/worker/measured.ts';
import { advanced } from '../../src/worker/run-facts.ts';

const ring = presets.find(({ id }) => id === 'ring')?.document;
const program = ring && compile(ring).program;
if (!program) throw new Error('ring does not compile');

/**
 * The run holds 1000 bytes, another thing 40 before it. Steps take 100 bytes beside, then 300, then 200, and a sheet between
 * them takes 5000 of which 700 stay.
 */
function stage(isAlone: boolean) {
  const takes = [100, 300, 200];
  const device = { used: 40, spare: 8, peak: 0 };
  const take = (bytes: number, kept = 0) => {
    device.peak = Math.max(device.peak, device.used + Math.max(device.spare, bytes));
    device.spare = Math.max(device.spare, bytes - kept);
    device.used += kept;
  };
  const watch: PeakWatch = {
    get peakBytes() {
      return device.peak;
    },
    get heldBytes() {
      return device.used + device.spare;
    },
    settle: () => device.used,
    reset: () => {
      device.peak = device.used + device.spare;
    },
    giveBackSpare: () => {
      device.spare = 0;
    },
    stop: () => {},
  };
  const trainer = { trainStep: async () => take(takes.shift() ?? 0) } as TrainerLike;
  const measured = new Measured(
    { peakWatch: () => watch, isAlone: () => isAlone },
    program as never,
  );
  const open = () =>
    measured.memory.open(async () => {
      take(1500, 1000);
      measured.begin('wasm', trainer);
    });
  const sheet = () => measured.memory.apart(async () => take(5000, 700));
  return { measured, trainer, open, sheet, take };
}

it('tells the most that a step took beside the estimate, and again where that has grown', async () => {
  const { measured, trainer, open } = stage(true);
  await open();
  await measured.step(trainer);
  const estimatedBytes = memoryOf(program as never).peak;
  const told = { type: 'measured', estimatedBytes, lossScales: [] };
  expect(measured.news()).toEqual({ ...told, peakBytes: 1100, allBytes: 1140 });
  expect(measured.news()).toBeNull();
  await measured.step(trainer);
  await measured.step(trainer);
  expect(measured.news()).toEqual({ ...told, peakBytes: 1300, allBytes: 1340 });
  measured.see([{ node: 'trainD', scale: 1024, good: 0, skipped: 1 }]);
  expect(measured.news()?.lossScales).toEqual([
    { node: 'trainD', scale: 1024, good: 0, skipped: 1 },
  ]);
  measured.begin('webgpu', trainer);
  expect(measured.news()?.estimatedBytes).toBe(memoryOnWebGpu(program as never).peak);
});

it('counts what a sheet takes and leaves for the whole, not for a step', async () => {
  const { measured, trainer, open, sheet } = stage(true);
  await open();
  await measured.step(trainer);
  await sheet();
  expect(measured.memory.inAll).toBe(40 + 1000 + 5000);
  await measured.step(trainer);
  expect(measured.peak).toBe(1300);
});

it('counts what steps leave until it is read, and not again and again', async () => {
  const { measured, trainer, open, take } = stage(true);
  await open();
  for (let round = 0; round < 50; round += 1) {
    await measured.memory.step(async () => take(60, 60));
    await measured.memory.between(async () => take(0, -60));
  }
  await measured.step(trainer);
  // What was read waits to be used again, and makes up a part of what the step takes.
  expect(measured.peak).toBe(1100);
});

it('begins anew with another trainer', async () => {
  const { measured, trainer, open } = stage(true);
  await open();
  await measured.step(trainer);
  await open();
  await measured.step(trainer);
  expect(measured.peak).toBe(1300);
});

it('tells no memory where other runs hold some of it', async () => {
  const { measured, trainer, open, sheet } = stage(false);
  await open();
  await measured.step(trainer);
  await sheet();
  expect(measured.news()).toBeNull();
  expect(measured.memory.inAll).toBeNull();
});

it('keeps the most in the record of the run', () => {
  const run = { step: 0, updatedAt: 0 };
  advanced(run, 10, { trainedMs: 5, peakBytes: 300 });
  advanced(run, 20, { trainedMs: 5, peakBytes: 200 });
  expect(run).toMatchObject({ step: 20, trainedMs: 10, peakBytes: 300 });
});
