/** Measurements that are stopped: with nothing left behind, and the same numbers when they are made again. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { presetProgram } from './support/preset.ts';
import { open, train } from './support/runs.ts';

beforeAll(async () => {
  await startBackend('wasm');
});

it.each([
  ['while a classifier of the data learns', 'acgan'],
  ['while images are compared', 'cyclegan'],
])('a measurement is stopped %s', async (_, preset) => {
  const trainer = await open(presetProgram(preset));
  await train(trainer, 1);
  await trainer.takeLosses();
  const before = memory().numTensors;
  const controller = new AbortController();
  const stopped = trainer.view('metrics', controller.signal).then(
    () => 'measured',
    (error: unknown) => error,
  );
  // A fast machine would be done before any timer.
  controller.abort(new Error('somebody waits'));
  expect(await stopped).toEqual(new Error('somebody waits'));
  expect(memory().numTensors).toBe(before);
  const again = await trainer.view('metrics');
  const undisturbed = await open(presetProgram(preset));
  await train(undisturbed, 1);
  expect(again).toEqual(await undisturbed.view('metrics'));
  trainer.dispose();
  undisturbed.dispose();
});
