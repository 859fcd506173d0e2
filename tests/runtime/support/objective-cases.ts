/** Losses, penalties, operations on batches and masks, for comparing backends: values and gradients. */
import * as tf from '@tensorflow/tfjs-core';
import { catalog } from '../../../src/nodes/catalog.ts';
import type { Context, LossContext } from '../../../src/nodes/define.ts';
import { ops } from '../../../src/runtime/ops/ops.ts';
import { createRandomStream, hostRandom } from '../../../src/runtime/random/stream.ts';
import { critic, painter } from './small-networks.ts';

/** The same values on every backend. */
function values(stream: number, shape: readonly number[]): tf.Tensor {
  const length = shape.reduce((product, axis) => product * axis, 1);
  const drawn = hostRandom(11, 0, stream).fill(length, { distribution: 'normal', a: 0, b: 1 });
  return tf.tensor(drawn, [...shape]);
}

function context(): Context {
  const random = createRandomStream(3, 1, 4);
  return { tf, ops, isTraining: true, random, iteration: 0, batchSize: 4 };
}

type Shapes = readonly (readonly number[])[];
const pair = (...shape: number[]): Shapes => [shape, shape];

const LOSSES: readonly (readonly [kind: string, params: object, shapes: Shapes])[] = [
  ['l1', {}, pair(3, 5, 4, 2)],
  ['huber', { delta: 0.7 }, pair(3, 5)],
  ['binary-cross-entropy', { labelSmoothing: 0.1 }, pair(3, 5)],
  ['kl', {}, pair(3, 5)],
  ['cosine', {}, pair(3, 2, 5)],
  ['total-variation', {}, [[2, 5, 4, 3]]],
  ['feature-matching', { norm: 'l2' }, pair(4, 6)],
  ['feature-matching', { norm: 'l1' }, pair(4, 6)],
];

const PENALTIES: readonly (readonly [kind: string, params: object])[] = [
  ['gradient-penalty', { input: 'image', output: 'logits' }],
  ['gradient-penalty', { input: 'image', at: 'real', norm: 'linf', center: 0 }],
  ['r1', { input: 'image' }],
  ['r2', { input: 'image', output: 'logits' }],
  ['path-length', {}],
];

const OPERATIONS: readonly (readonly [kind: string, params: object, shapes: Shapes])[] = [
  [
    'batch-concat',
    {},
    [
      [2, 5],
      [3, 5],
    ],
  ],
  ['batch-split', { parts: 3 }, [[6, 4]]],
  ['interpolate', {}, pair(3, 4, 5, 2)],
  ['augment', { flip: true }, [[4, 9, 12, 3]]],
  ['augment', { color: false, cutout: false }, [[3, 16, 16, 1]]],
];

const MASKS = [
  { height: 9, width: 12 },
  { height: 20, width: 30, shape: 'box' },
  { height: 24, width: 20, shape: 'strokes' },
];

function withGradients(f: (...xs: tf.Tensor[]) => tf.Tensor, inputs: tf.Tensor[]): tf.Tensor[] {
  const y = f(...inputs);
  return [y, ...tf.grads(f)(inputs, values(99, y.shape))];
}

/** Without a network unless one is given. */
function lossOf(
  kind: string,
  params: object,
  inputs: readonly tf.Tensor[],
  run?: LossContext['apply'],
) {
  const definition = catalog.get(kind);
  if (definition?.family !== 'loss') throw new Error(`${kind} is no loss`);
  const network = (kind === 'path-length' ? painter : critic).names;
  const apply = run ?? (() => []);
  const own = { movesStatistics: true, weight: () => tf.scalar(0.4), update: () => {} };
  const given = definition.network ? { network: 'N', ...params } : params;
  return definition.forward(
    { ...context(), ...own, network, apply },
    definition.params.parse(given),
    inputs,
  );
}

const losses = LOSSES.map(([kind, params, shapes]) => ({
  name: `the loss ${kind} ${JSON.stringify(params)}`,
  run: () =>
    withGradients(
      (...xs) => lossOf(kind, params, xs),
      shapes.map((shape, i) => values(i + 1, shape)),
    ),
}));

const classes = {
  name: 'the loss cross-entropy',
  run: () => {
    const label = tf.tensor([0, 4, 2], [3], 'int32');
    const loss = (x: tf.Tensor) => lossOf('cross-entropy', { labelSmoothing: 0.2 }, [x, label]);
    return withGradients(loss, [tf.mul(values(1, [3, 5]), 20)]);
  },
};

const CRITIC = { image: [12, 5], condition: [2, 5], bias: [5], last: [5, 1] };
const PAINTER = { first: [12, 5], shift: [2, 5], last: [5, 24] };

const penalties = PENALTIES.map(([kind, params]) => ({
  name: `the loss ${kind} ${JSON.stringify(params)}`,
  run: () => {
    const isPath = kind === 'path-length';
    const network = isPath ? painter : critic;
    const weights = Object.entries(isPath ? PAINTER : CRITIC);
    const image = [4, 3, 2, 2];
    const isBetween = kind === 'gradient-penalty' && !('at' in params);
    const shapes = isPath
      ? [
          [4, 3, 4],
          [4, 2],
        ]
      : [...(isBetween ? [image] : []), image, [4, 2]];
    const inputs = shapes.map((shape, i) => values(i + 1, shape));
    const loss = (...leaves: tf.Tensor[]) => {
      const named = new Map(weights.map(([name], i) => [name, leaves[i]]));
      const weight = (name: string) => {
        const found = named.get(name);
        if (!found) throw new Error(`there is no weight "${name}"`);
        return found;
      };
      return lossOf(kind, params, inputs, (given) => network.run(weight, given));
    };
    const leaves = weights.map(([, shape], i) => values(20 + i, shape));
    const { value, grads } = tf.engine().gradients(() => loss(...leaves), leaves, undefined, true);
    return [value, ...(grads as (tf.Tensor | undefined)[]).flatMap((gradient) => gradient ?? [])];
  },
}));

const operations = OPERATIONS.map(([kind, params, shapes]) => ({
  name: `the operation ${kind} ${JSON.stringify(params)}`,
  run: () => {
    const definition = catalog.get(kind);
    if (definition?.family !== 'operation') throw new Error(`${kind} is no operation`);
    const parsed = definition.params.parse(params);
    const joined = (...xs: tf.Tensor[]) =>
      tf.concat(
        definition.forward(context(), parsed, xs).map((output) => tf.reshape(output, [-1])),
      );
    return withGradients(
      joined,
      shapes.map((shape, i) => values(i + 1, shape)),
    );
  },
}));

const masks = MASKS.map((params) => ({
  name: `the mask ${JSON.stringify(params)}`,
  run: () => {
    const definition = catalog.get('mask');
    if (definition?.family !== 'source') throw new Error('mask is no source');
    return [...definition.draw({ ...context(), batch: [] }, definition.params.parse(params))];
  },
}));

export const objectiveCases = [...losses, classes, ...penalties, ...operations, ...masks];
