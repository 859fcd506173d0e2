/**
 * Dense layers, convolutions, embedding and attention as kernel cases: output, gradients to inputs and weights, moved
 * statistics, and the gradients of a penalty.
 */
import * as tf from '@tensorflow/tfjs-core';
import { definitionOf } from '../../../src/nodes/catalog.ts';
import type { LayerContext } from '../../../src/nodes/define.ts';
import { ops } from '../../../src/runtime/ops/ops.ts';
import { createRandomStream, hostRandom } from '../../../src/runtime/random/stream.ts';

type LayerCase = readonly [
  kind: string,
  params: object,
  inputs: readonly (readonly number[])[],
  labels?: readonly number[],
];

const spectral = { spectralNorm: true };
const both = { ...spectral, equalizedLr: true, gain: 1.5, lrMultiplier: 0.5 };
const image = [2, 5, 6, 4];

const LAYERS: readonly LayerCase[] = [
  ['dense', { units: 5, ...spectral }, [[3, 7]]],
  ['dense', { units: 4, ...both }, [[2, 9]]],
  ['conv2d', { filters: 8, kernel: 3, stride: 1, ...spectral }, [image]],
  ['conv2d', { filters: 3, kernel: 4, ...both }, [image]],
  ['conv2d-transpose', { filters: 4, kernel: 4, ...spectral }, [image]],
  ['depthwise-conv2d', { multiplier: 2, ...spectral }, [image]],
  ['depthwise-conv2d', { stride: 2, ...both }, [image]],
  ['conv2d', { filters: 4, kernel: 3, kernelWidth: 1, stride: 2, strideWidth: 1 }, [image]],
  ['conv2d', { filters: 4, kernel: 3, stride: 1, dilation: 2 }, [image]],
  ['conv2d', { filters: 3, kernel: 3, stride: 1, dilation: 3, ...spectral }, [image]],
  ['conv2d', { filters: 4, kernel: 3, stride: 1, dilation: 8, groups: 4 }, [image]],
  ['conv2d', { filters: 2, kernel: 2, stride: 1, strideWidth: 2, dilation: 3 }, [image]],
  ['conv2d', { filters: 6, kernel: 3, stride: 2, dilation: 2, groups: 2, ...spectral }, [image]],
  ['conv2d', { filters: 8, kernel: 3, stride: 1, groups: 4 }, [image]],
  [
    'conv2d-transpose',
    { filters: 4, kernel: 5, kernelWidth: 1, stride: 3, strideWidth: 1 },
    [image],
  ],
  ['depthwise-conv2d', { kernel: 3, kernelWidth: 5, stride: 1, strideWidth: 2 }, [image]],
  ['embedding', { classes: 5, units: 6 }, [], [4, 0, 2, 2]],
  ['embedding', { classes: 5, units: 6, ...spectral }, [], [4, 0, 2, 2]],
  ['layer-norm', { normalizedAxes: 'last' }, [image]],
  ['learned-constant', { shape: [3, 4, 5] }, []],
  ['modulated-conv2d', { filters: 8, equalizedLr: true }, [image, [2, 4]]],
  ['modulated-conv2d', { filters: 3, kernel: 1, demodulate: false }, [image, [2, 4]]],
  ['self-attention', { reduction: 2 }, [image]],
  ['self-attention', { reduction: 3, ...spectral }, [[2, 3, 3, 6]]],
];

function values(stream: number, shape: readonly number[]): tf.Tensor {
  const length = shape.reduce((product, axis) => product * axis, 1);
  const request = { distribution: 'normal', a: 0, b: 1 } as const;
  return tf.tensor(hostRandom(7, 0, stream).fill(length, request), [...shape]);
}

function caseOf([kind, params, shapes, labels]: LayerCase) {
  return {
    name: `the layer ${kind} ${JSON.stringify(params)} of ${shapes.map((shape) => shape.join('×')).join(' and ')}`,
    run: () => runLayer(kind, params, shapes, labels),
  };
}

function runLayer(
  kind: string,
  params: object,
  shapes: LayerCase[2],
  labels: LayerCase[3],
): tf.Tensor[] {
  const definition = definitionOf(kind);
  if (definition?.family !== 'layer') throw new Error(`${kind} is no layer`);
  const parsed = definition.params.parse(params);
  const inputs = shapes.map((shape, i) => values(i + 1, shape));
  const rows = labels ? [tf.tensor1d([...labels], 'int32')] : [];
  const weights = definition.weights?.(
    parsed,
    [...inputs, ...rows].map(({ shape }) => shape.slice(1)),
  );
  const held = new Map((weights ?? []).map(({ name, shape }, i) => [name, values(50 + i, shape)]));
  const trained = (weights ?? []).filter(({ isTrainable }) => isTrainable).map(({ name }) => name);
  const moved: tf.Tensor[] = [];
  const forward = (leaves: readonly tf.Tensor[], update: LayerContext['update']) => {
    const given = new Map(held);
    trained.forEach((name, i) => {
      given.set(name, leaves[inputs.length + i] as tf.Tensor);
    });
    const context: LayerContext = {
      ...{ tf, ops, isTraining: true, movesStatistics: true, iteration: 0, batchSize: 3, update },
      random: createRandomStream(3, 1, 4),
      weight: (name) => given.get(name) as tf.Tensor,
    };
    return definition.forward(context, parsed, [...leaves.slice(0, inputs.length), ...rows]);
  };
  const leaves = [...inputs, ...trained.map((name) => held.get(name) as tf.Tensor)];
  const output = forward(leaves, (_, value) => {
    moved.push(value);
  });
  const value = (...at: tf.Tensor[]) => forward(at, () => {});
  const penalty = (...at: tf.Tensor[]) => {
    const score = (...xs: tf.Tensor[]) => tf.sum(tf.square(value(...xs)));
    return tf.addN(
      tf
        .grads(score)(at)
        .map((gradient) => tf.mean(tf.square(gradient))),
    );
  };
  const first = tf.grads(value)(leaves, values(99, output.shape));
  return [output, ...moved, ...first, ...tf.grads(penalty)(leaves)];
}

/** Integers and truth values as numbers, by a product that reads them as such. */
const casts = (['int32', 'bool'] as const).map((dtype) => ({
  name: `a product of ${dtype} cast to float32`,
  run: () => {
    const counts = tf.tensor2d([3, 0, 1, 2, 0, 1], [2, 3], 'int32');
    const x = tf.cast(dtype === 'bool' ? tf.greater(counts, 1) : counts, 'float32') as tf.Tensor2D;
    return [x, ops.dense(x, values(1, [3, 4]) as tf.Tensor2D)];
  },
}));

export const denseConvCases = [...LAYERS.map(caseOf), ...casts];
