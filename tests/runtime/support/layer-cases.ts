/** Layers of resampling, shape and combination as kernel cases: output, gradients, and the gradients of a penalty. */
import * as tf from '@tensorflow/tfjs-core';
import { definitionOf } from '../../../src/nodes/catalog.ts';
import type { LayerContext } from '../../../src/nodes/define.ts';
import { ops } from '../../../src/runtime/ops/ops.ts';
import { createRandomStream, hostRandom } from '../../../src/runtime/random/stream.ts';

type LayerCase = readonly [kind: string, params: object, inputs: readonly (readonly number[])[]];

const explicit = { type: 'explicit', top: 2, bottom: 1, left: 0, right: 2 };
const sides = { top: 2, bottom: 3, left: 1, right: 0 };
const four = [2, 6, 7, 4];
const three = [2, 6, 7, 3];

const LAYERS: readonly LayerCase[] = [
  ['upsample', { factor: 2 }, [four]],
  ['upsample', { factor: 3 }, [three]],
  ['upsample', { factor: 2, method: 'bilinear' }, [four]],
  ['upsample', { factor: 3, method: 'bilinear' }, [three]],
  ['upsample', { factor: 3, method: 'bilinear', alignCorners: true }, [four]],
  ['avg-pool', {}, [four]],
  ['avg-pool', { size: 3, stride: 2, padding: explicit, countPadding: false }, [three]],
  ['max-pool', {}, [four]],
  ['max-pool', { size: 3, stride: 2, padding: explicit }, [three]],
  ['max-pool', { size: 2, stride: 3, padding: { type: 'same' } }, [four]],
  ['global-avg-pool', {}, [three]],
  ['blur', {}, [four]],
  ['blur', { taps: [1, 3, 3, 1], stride: 2 }, [three]],
  ['pixel-shuffle', { factor: 3 }, [[2, 3, 2, 18]]],
  ['pixel-shuffle', { factor: 2, reverse: true }, [[2, 4, 6, 3]]],
  ['pad', { ...sides, mode: 'zero' }, [three]],
  ['pad', { ...sides, mode: 'reflect' }, [four]],
  ['pad', { ...sides, mode: 'replicate' }, [three]],
  ['crop', {}, [four]],
  ['dropout', {}, [four]],
  ['dropout', { spatial: true }, [four]],
  ['gaussian-noise', {}, [three]],
  ['noise-injection', {}, [four]],
  ['minibatch-stddev', { groupSize: 4, channels: 2 }, [[6, 3, 2, 4]]],
  ['minibatch-stddev', {}, [[4, 3, 2, 3]]],
  ['reshape', { shape: [12, 2, 7] }, [four]],
  ['flatten', {}, [three]],
  ['permute', { axes: [2, 0, 1] }, [four]],
  ['permute', { axes: [3, 1, 0, 2] }, [[2, 3, 4, 2, 3]]],
  ['concat', {}, [four, three]],
  ['concat', { axis: 0 }, [four, four]],
  ['add', {}, [four, [2, 1, 1, 4]]],
  [
    'matmul',
    { transposeB: true },
    [
      [2, 3, 5, 4],
      [2, 3, 6, 4],
    ],
  ],
  [
    'matmul',
    { transposeA: true },
    [
      [2, 5, 4],
      [2, 5, 3],
    ],
  ],
  ['reduce', { axes: [2], keepDims: true }, [four]],
  ['reduce', { axes: [0, 1], method: 'max' }, [four]],
  ['reduce', { axes: [2, 1, 0], method: 'sum' }, [three]],
  ['add', { inputs: 3 }, [four, four, four]],
  ['multiply', {}, [four, [2, 1, 1, 4]]],
  ['multiply', {}, [four, [2]]],
  ['lerp', {}, [three, three, [2]]],
  ['slice', { axis: 2, start: 1, length: 2 }, [three]],
  ['slice', { axis: 1, start: 3, drop: true }, [[2, 3, 6, 2, 2]]],
];

function values(stream: number, shape: readonly number[]): tf.Tensor {
  const length = shape.reduce((product, axis) => product * axis, 1);
  const request = { distribution: 'normal', a: 0, b: 1 } as const;
  return tf.tensor(hostRandom(7, 0, stream).fill(length, request), [...shape]);
}

function forward(kind: string, params: object, inputs: readonly tf.Tensor[]): tf.Tensor {
  const definition = definitionOf(kind);
  if (definition?.family !== 'layer') throw new Error(`${kind} is no layer`);
  const parsed = definition.params.parse(params);
  const shapes = inputs.map(({ shape }) => shape.slice(1));
  const weights = definition.weights?.(parsed, shapes) ?? [];
  const context: LayerContext = {
    ...{ tf, ops, isTraining: true, movesStatistics: true, iteration: 4, batchSize: 3 },
    random: createRandomStream(3, 1, 4),
    weight: (name) => values(50, weights.find((weight) => weight.name === name)?.shape ?? []),
    update: () => {},
  };
  return definition.forward(context, parsed, inputs);
}

const withGradients = LAYERS.map(([kind, params, shapes]) => ({
  name: `the layer ${kind} ${JSON.stringify(params)} of ${shapes.map((shape) => shape.join('×')).join(' and ')}`,
  run: () => {
    const inputs = shapes.map((shape, i) => values(i + 1, shape));
    const value = (...xs: tf.Tensor[]) => forward(kind, params, xs);
    const output = value(...inputs);
    const penalty = (...xs: tf.Tensor[]) => {
      const score = (...at: tf.Tensor[]) => tf.sum(tf.mul(tf.square(value(...at)), 0.5));
      return tf.addN(
        tf
          .grads(score)(xs)
          .map((gradient) => tf.sum(tf.square(gradient))),
      );
    };
    const gradients = tf.grads(value)(inputs, values(99, output.shape));
    return [output, ...gradients, ...tf.grads(penalty)(inputs)];
  },
}));

const unmoved = [
  ...[1, 2.5].map((value) => ['constant', { shape: [2, 3], value }] as const),
  ['schedule', { value: { type: 'linear', from: 1, to: 3, end: 8 } }] as const,
].map(([kind, params]) => ({
  name: `the layer ${kind} ${JSON.stringify(params)}`,
  run: () => [forward(kind, params, [])],
}));

const oneHot = {
  name: 'the layer one-hot',
  run: () => [forward('one-hot', { classes: 4 }, [tf.tensor1d([3, 0, 2], 'int32')])],
};

export const layerCases = [...withGradients, ...unmoved, oneHot];
