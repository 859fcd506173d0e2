/** How many dispatches a normalisation takes on WebGPU in Node: statistics of short columns are made where they are summed. */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { TILES } from '../../src/runtime/kernels/webgpu/tile-choice.ts';
import { ops } from '../../src/runtime/ops/ops.ts';

type Record = (...given: unknown[]) => void;

beforeAll(() => startBackend('webgpu'));
afterAll(() => tf.env().set(TILES, 'auto'));

async function dispatchesOf(run: () => tf.Tensor): Promise<number> {
  const gpu = tf.backend() as unknown as { recordAndSubmit: Record };
  const bare = gpu.recordAndSubmit;
  let count = 0;
  gpu.recordAndSubmit = (...given) => {
    count += 1;
    bare.apply(gpu, given);
  };
  const result = tf.tidy(run);
  await result.data();
  result.dispose();
  gpu.recordAndSubmit = bare;
  return count;
}

it.each([
  ['never', 512, 2, 2],
  ['never', 513, 3, 3],
  ['always', 1024, 2, 2],
  ['always', 1025, 3, 3],
])('tiles %s, %i rows: %i forward, %i backward', async (tiles, rows, forward, backward) => {
  tf.env().set(TILES, tiles);
  const [x, dy] = [tf.ones([rows, 8]), tf.zeros([rows, 8])];
  const [gain, bias] = [tf.ones([8]), tf.zeros([8])];
  const normalize = (one: tf.Tensor) => ops.batchNormalize(one, 1e-5, gain, bias).output;
  for (const given of [x, dy, gain, bias]) await given.data();
  expect(await dispatchesOf(() => normalize(x))).toBe(forward);
  expect(await dispatchesOf(() => tf.grad(normalize)(x, dy))).toBe(forward - 1 + backward);
});
