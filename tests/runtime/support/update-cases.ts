/** Updates of many weights at once, which a fast backend must do as `cpu` does one by one. */
import * as tf from '@tensorflow/tfjs-core';
import type { Optimizer } from '../../../src/nodes/specs.ts';
import { moveAverages } from '../../../src/runtime/in-place/averages.ts';
import { registerInPlace } from '../../../src/runtime/in-place/change.ts';
import { applyUpdates, STATE_ROWS } from '../../../src/runtime/optimizers/apply.ts';
import { hostRandom } from '../../../src/runtime/random/stream.ts';
import type { KernelCase } from './kernel-cases.ts';

const SHAPES = [[3, 3, 2, 5], [7], [1], [130], [4, 33], [2, 2], [5], [64], [9, 1], [301]] as const;

const OPTIMIZERS: readonly Optimizer[] = [
  { type: 'adam', beta1: 0.5, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01 },
  { type: 'adamw', beta1: 0, beta2: 0.9, epsilon: 1e-6, weightDecay: 0.1 },
  { type: 'rmsprop', decay: 0.9, momentum: 0.5, epsilon: 1e-6, weightDecay: 0.01 },
  { type: 'sgd', momentum: 0.9, isNesterov: true, weightDecay: 0.01 },
];

function values(stream: number, shape: number[]): tf.Tensor {
  const length = shape.reduce((product, axis) => product * axis, 1);
  const request = { distribution: 'normal', a: 0, b: 1 } as const;
  return tf.tensor(hostRandom(7, 0, stream).fill(length, request), shape);
}

/** One in four weights has no gradient, one in three no average. */
const optimizers: readonly KernelCase[] = OPTIMIZERS.map((optimizer) => ({
  name: `updates of ${SHAPES.length} weights by ${optimizer.type}`,
  run: () => {
    registerInPlace();
    const weights = SHAPES.map((shape, i) => {
      const own = [...shape];
      const average = i % 3 === 2 ? null : values(100 + i, own);
      return { weight: values(i, own), state: tf.zeros([STATE_ROWS, ...own]), average };
    });
    for (let step = 0; step < 3; step++) {
      const updates = weights.map((weight, i) => {
        const gradient = i % 4 === 3 ? null : values(200 + 20 * step + i, weight.weight.shape);
        return { ...weight, gradient };
      });
      const pace = { now: { step, learningRate: 0.1 / (step + 1), updates: step + 1 } };
      applyUpdates(optimizer, updates, 0.75, pace);
    }
    return weights.flatMap(({ weight, state, average }) => [
      weight,
      state,
      ...(average ? [average] : []),
    ]);
  },
}));

export const updateCases: readonly KernelCase[] = [
  ...optimizers,
  {
    name: `averages of ${SHAPES.length} weights`,
    run: () => {
      registerInPlace();
      const moves = SHAPES.map((shape, i) => ({
        target: values(i, [...shape]),
        source: values(100 + i, [...shape]),
        keep: i / SHAPES.length,
        factor: 1 + i / 5,
      }));
      moveAverages(moves);
      return moves.map(({ target }) => target);
    },
  },
];
