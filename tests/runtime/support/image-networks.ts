/**
 * A critic and a generator of images as real ones are made (convolutions, instance normalization, leaky ReLU, tanh,
 * upsampling), and the penalties that are taken of them.
 */
import * as tf from '@tensorflow/tfjs-core';
import { definitionOf } from '../../../src/nodes/catalog.ts';
import { ops } from '../../../src/runtime/ops/ops.ts';
import { createRandomStream, hostRandom } from '../../../src/runtime/random/stream.ts';
import type { Values } from '../../parity/support/golden.ts';
import type { PenaltyCase } from './golden-penalty.ts';
import { ports, type SmallNetwork } from './small-networks.ts';

type Layer = readonly [name: string, kind: string, params: object];

const critic: readonly Layer[] = [
  ['first', 'conv2d', { filters: 4, kernel: 4, stride: 2, bias: false }],
  ['norm', 'instance-norm', { epsilon: 0.1, scale: true, center: true }],
  ['leaky', 'leaky-relu', {}],
  ['larger', 'upsample', { factor: 2 }],
  ['second', 'conv2d', { filters: 3, kernel: 3, stride: 1 }],
  ['tanh', 'tanh', {}],
  ['flat', 'flatten', {}],
  ['last', 'dense', { units: 1 }],
];

const generator: readonly Layer[] = [
  ['first', 'dense', { units: 36 }],
  ['image', 'reshape', { shape: [3, 3, 4] }],
  ['leaky', 'leaky-relu', {}],
  ['larger', 'upsample', { factor: 2, method: 'bilinear' }],
  ['second', 'conv2d', { filters: 4, kernel: 3, stride: 1, bias: false }],
  ['norm', 'instance-norm', { epsilon: 0.1, scale: true, center: true }],
  ['leakyToo', 'leaky-relu', {}],
  ['last', 'conv2d', { filters: 2, kernel: 3, stride: 1 }],
  ['tanh', 'tanh', {}],
];

function networkOf(layers: readonly Layer[], input: string, output: string): SmallNetwork {
  return {
    names: { inputs: [input], outputs: [output] },
    ports: ports([input], [output]),
    run: (weight, [x]) => {
      const context = {
        ...{ tf, ops },
        isTraining: true,
        movesStatistics: true,
        iteration: 0,
        update: () => {},
      };
      const result = layers.reduce((at, [name, kind, params]) => {
        const { definition, parsed } = layerOf(kind, params);
        const random = createRandomStream(3, 1, 4);
        const own = (part: string) => weight(`${name}.${part}`);
        const rest = { random, weight: own, batchSize: at.shape[0] ?? 1 };
        return definition.forward({ ...context, ...rest }, parsed, [at]);
      }, x as tf.Tensor);
      return [result];
    },
  };
}

function layerOf(kind: string, params: object) {
  const definition = definitionOf(kind);
  if (definition?.family !== 'layer') throw new Error(`${kind} is no layer`);
  return { definition, parsed: definition.params.parse(params) };
}

function weightsOf(layers: readonly Layer[], input: readonly number[]): Record<string, Values> {
  const weights: Record<string, Values> = {};
  let shape = input;
  for (const [name, kind, params] of layers) {
    const { definition, parsed } = layerOf(kind, params);
    for (const weight of definition.weights?.(parsed, [shape]) ?? []) {
      const stream = 20 + Object.keys(weights).length;
      weights[`${name}.${weight.name}`] = normal(stream, weight.shape, 0.5);
    }
    const next = definition.shape(parsed, [shape]);
    if ('fault' in next) throw new Error(next.fault);
    shape = next;
  }
  return weights;
}

/** The same values on every backend, chosen so that no leaky ReLU turns where finite differences step (others do). */
function normal(stream: number, shape: readonly number[], stdDev = 1): Values {
  const length = shape.reduce((product, axis) => product * axis, 1);
  const drawn = hostRandom(10, 0, stream).fill(length, { distribution: 'normal', a: 0, b: stdDev });
  return { shape: [...shape], data: [...drawn] };
}

const IMAGE = [6, 6, 2];
const LATENT = [5];

export interface ImagePenalty {
  readonly golden: PenaltyCase;
  readonly network: SmallNetwork;
}

function ofCritic(kind: string, params: object, samples = 1): ImagePenalty {
  const inputs = Array.from({ length: samples }, (_, i) => normal(i + 1, [2, ...IMAGE]));
  const between = { shape: [2, 1, 1, 1], data: [0.3, 0.8] };
  const golden: PenaltyCase = {
    ...{ name: `${kind} of an image critic, ${JSON.stringify(params)}`, kind },
    params: { network: 'N', ...params },
    inputs,
    random: samples === 2 ? [between] : [],
    weights: weightsOf(critic, IMAGE),
    state: {},
  };
  return { golden, network: networkOf(critic, 'image', 'logit') };
}

const ofGenerator: ImagePenalty = {
  golden: {
    ...{ name: 'path-length of an image generator', kind: 'path-length' },
    params: { network: 'N', decay: 0.1 },
    inputs: [normal(1, [2, ...LATENT])],
    random: [normal(2, [2, ...IMAGE])],
    weights: weightsOf(generator, LATENT),
    state: { meanLength: { shape: [], data: [0.4] } },
  },
  network: networkOf(generator, 'w', 'image'),
};

export const imagePenalties: readonly ImagePenalty[] = [
  ofCritic('gradient-penalty', { at: 'interpolated' }, 2),
  ofCritic('gradient-penalty', { at: 'real', norm: 'linf', center: 0 }),
  ofCritic('r1', {}),
  ofCritic('r2', {}),
  ofGenerator,
];
