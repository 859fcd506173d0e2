/** What a dilated convolution says that it costs is what it multiplies: gaps are zeros only where there is a stride. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import type { LayerContext, LayerDefinition, Ops } from '../../src/nodes/define.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { ops } from '../../src/runtime/ops/ops.ts';

beforeAll(() => startBackend('wasm'));

const definition = catalog.get('conv2d') as LayerDefinition;

/** Multiply-adds for one sample: said, and those that products were asked for. */
function costsOf(params: object, shape: readonly number[]) {
  let done = 0;
  const counted: Ops = {
    ...ops,
    conv2d: (x, kernel, stride, padding) => {
      const y = ops.conv2d(x, kernel, stride, padding);
      done += (y.size * kernel.size) / kernel.shape[3];
      return y;
    },
  };
  const parsed = definition.params.parse({ filters: 6, kernel: 3, bias: false, ...params });
  const [weight] = definition.weights?.(parsed, [shape]) ?? [];
  const kernel = tf.ones([...(weight?.shape ?? [])]);
  const context = { tf, ops: counted, isTraining: true, weight: () => kernel };
  const image = tf.ones([1, ...shape]);
  const output = definition.forward(context as unknown as LayerContext, parsed, [image]);
  return { said: definition.multiplyAdds?.(parsed, [shape], output.shape.slice(1)), done };
}

it.each([
  [{ stride: 1, dilation: 2 }, 9],
  [{ stride: 1, dilation: 4 }, 9],
  [{ stride: 1, dilation: 4, groups: 2 }, 9 / 2],
  // One pixel in each phase, and no phase without pixels.
  [{ stride: 1, dilation: 32 }, 9],
  [{ stride: 1, dilation: 8, kernelWidth: 1 }, 3],
  [{ stride: 2, dilation: 4 }, 81 / 4],
  [{ stride: 2, strideWidth: 1, dilation: 4 }, (9 * 3) / 2],
])('%j multiplies %d times for each pixel, channel and filter', (params, each) => {
  const { said, done } = tf.tidy(() => costsOf(params, [16, 16, 4]));
  expect([said, done]).toEqual([each * 16 * 16 * 4 * 6, each * 16 * 16 * 4 * 6]);
});

it('computes at most what its phases are rounded up to', () => {
  const { said = 0, done } = tf.tidy(() => costsOf({ stride: 1, dilation: 4 }, [15, 13, 4]));
  expect(done / said).toBeCloseTo((16 * 16) / (15 * 13));
});
