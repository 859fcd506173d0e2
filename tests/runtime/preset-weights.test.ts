/**
 * What the weights of every preset begin as, measured on the numbers themselves: each reference's own
 * distribution, written out here once more, by kind of layer and weight.
 */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LayerProgram } from '../../src/compiler/program.ts';
import type { Weight } from '../../src/nodes/define.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { registerInPlace } from '../../src/runtime/in-place/change.ts';
import { buildNetwork, type Network } from '../../src/runtime/models/network.ts';
import { presetProgram } from './support/preset.ts';

type Start =
  | { readonly type: 'all'; readonly value: number }
  | { readonly type: 'normal' | 'truncated'; readonly mean: number; readonly stdDev: number }
  | { readonly type: 'uniform'; readonly limit: number };

const all = (value: number): Start => ({ type: 'all', value });
const normal = (stdDev: number, mean = 0): Start => ({ type: 'normal', mean, stdDev });
const uniform = (limit: number): Start => ({ type: 'uniform', limit });

/** Numbers that one output reads, and that one input feeds: of a kernel [height, width, in, out] or [in, out]. */
function fans({ shape }: Weight): readonly [number, number] {
  const [inputs = 1, outputs = 1] = shape.slice(-2);
  const window = shape.slice(0, -2).reduce((product, axis) => product * axis, 1);
  return [window * inputs, window * outputs];
}

const isNorm = ({ kind }: LayerProgram) => kind === 'batch-norm';
const resting: Readonly<Record<string, Start>> = { movingMean: all(0), movingVariance: all(1) };

type Rule = (layer: LayerProgram, weight: Weight, network: string) => Start;

/** `weights_init` of the PyTorch examples and of CycleGAN. */
const gaussian: Rule = (_, { name }) => {
  if (name === 'kernel') return normal(0.02);
  return name === 'gain' ? normal(0.02, 1) : all(0);
};

/** What `nn.Linear`, `nn.Conv2d`, `nn.BatchNorm2d`, `nn.Embedding` and `nn.PReLU` do by themselves. */
const pytorch: Rule = (layer, { name }) => {
  if (isNorm(layer)) return all(name === 'gain' ? 1 : 0);
  if (name === 'table') return normal(1);
  if (name === 'slope') return all(0.25);
  const kernel = layer.weights.find((weight) => weight.name === 'kernel');
  if (!kernel) throw new Error(`${layer.id} has no kernel`);
  return uniform(1 / Math.sqrt(fans(kernel)[0]));
};

/** improved_wgan_training: Glorot for dense layers, He's for convolutions with a stride of two. */
const improved: Rule = (layer, weight) => {
  if (weight.name === 'bias') return all(0);
  const [fanIn, fanOut] = fans(weight);
  if (layer.kind === 'dense') return uniform(Math.sqrt(6 / (fanIn + fanOut)));
  // Kernels of transposed convolutions are [height, width, out, in]; the smaller image has the stride's share.
  return uniform(Math.sqrt(12 / (fanIn + fanOut / 4)));
};

/** Glorot's normal as tf.layers draws it. */
const truncatedGlorot: Rule = (layer, weight) => {
  if (isNorm(layer)) return all(weight.name === 'gain' ? 1 : 0);
  if (weight.name === 'bias') return all(0);
  const [fanIn, fanOut] = fans(weight);
  return { type: 'truncated', mean: 0, stdDev: Math.sqrt(2 / (fanIn + fanOut)) };
};

const bigan: Rule = ({ id }, _, network) =>
  network === 'D' && id === 'score' ? all(0) : normal(0.02);

/** Runtime scaling keeps every kernel at deviation one, but for the mapping network's hundred. */
const equalized: Rule = (_, { name }, network) => {
  if (name === 'kernel') return normal(network === 'mapping' ? 100 : 1);
  return all(name === 'value' ? 1 : 0);
};

const RULES: readonly (readonly [preset: string, profile: string, rule: Rule])[] = [
  ['gan-mlp', 'paper', pytorch],
  ['dcgan', 'laptop', gaussian],
  ['cgan', 'paper', pytorch],
  ['acgan', 'paper', truncatedGlorot],
  ['bigan', 'paper', bigan],
  ['cyclegan', 'laptop', gaussian],
  ['cyclegan-monet', 'laptop', pytorch],
  ['wgan', 'laptop', gaussian],
  ['wgan-gp', 'paper', improved],
  ['stylegan', 'laptop', equalized],
  ['stylegan-growing', 'laptop', equalized],
  ['pix2pix', 'laptop', gaussian],
  ['srgan', 'laptop', pytorch],
  ['inpaint', 'laptop', gaussian],
];

/** Five standard errors either way: a wrong deviation of two per cent shows from some 30,000 numbers on. */
function compare(values: Float32Array, start: Start, where: string): void {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  if (start.type === 'all') {
    expect(
      values.every((value) => value === Math.fround(start.value)),
      where,
    ).toBe(true);
    return;
  }
  const centre = start.type === 'uniform' ? 0 : start.mean;
  const expected = deviationOf(start);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value - centre)), 0);
  expect(Math.abs(mean - centre), `mean of ${where}`).toBeLessThan((5 * expected) / Math.sqrt(n));
  if (n < 50) return;
  expect(Math.abs(deviation / expected - 1), `deviation of ${where}`).toBeLessThan(
    5 / Math.sqrt(2 * n),
  );
  const limit = start.type === 'uniform' ? start.limit : 2 * start.stdDev;
  if (start.type !== 'normal') expect(largest, where).toBeLessThanOrEqual(limit * (1 + 1e-6));
  else if (n > 1000) expect(largest, where).toBeGreaterThan(limit);
  if (start.type === 'uniform' && n > 1000) expect(largest, where).toBeGreaterThan(0.98 * limit);
}

function deviationOf(start: Exclude<Start, { type: 'all' }>): number {
  if (start.type === 'uniform') return start.limit / Math.sqrt(3);
  // Cut off at two deviations: √(1 − 4φ(2) / (Φ(2) − Φ(−2))).
  return start.type === 'truncated' ? start.stdDev * 0.8796257 : start.stdDev;
}

describe('the first weights of', () => {
  const built: Network[] = [];
  beforeAll(async () => {
    await startBackend('cpu');
    registerInPlace();
  });
  afterEach(() => {
    for (const network of built.splice(0)) network.dispose();
  });

  it.each(RULES)('%s (%s) are those of its reference', async (preset, profile, rule) => {
    const program = presetProgram(preset, profile);
    let compared = 0;
    for (const [ordinal, description] of program.networks.entries()) {
      const network = buildNetwork(description, ordinal, program.seed);
      built.push(network);
      const values = new Map(network.weights.map(({ name, variable }) => [name, variable]));
      for (const layer of description.layers) {
        for (const weight of layer.weights) {
          const variable = values.get(`${layer.id}/${weight.name}`);
          if (!variable) throw new Error(`no weight ${layer.id}/${weight.name}`);
          const where = `${description.name}/${layer.id}/${weight.name}`;
          const start = weight.isTrainable
            ? rule(layer, weight, description.name)
            : resting[weight.name];
          if (!start) throw new Error(`${where} is not of the reference`);
          compare((await variable.data()) as Float32Array, start, where);
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(5);
  });
});
