/** SAGAN's attention of every pixel to every other. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerContext, LayerDefinition, Weight } from './define.ts';
import { initializer } from './fields/initializer.ts';
import { spectralNorm } from './fields/kernel.ts';
import { numeric, optionalNumeric, type Resolved } from './fields/numeric.ts';
import { placed } from './fields/pool.ts';
import { toggle } from './fields/toggle.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault } from './shapes.ts';
import {
  type SpectralNames,
  spectrallyNormalized,
  spectralWeights,
} from './shared/spectral-norm.ts';
import { selfAttention } from './torch/attention.ts';
import { positional } from './torch/conv.ts';
import type { TorchWeight } from './torch.ts';

const params = z.strictObject({
  reduction: numeric(8, {
    label: 'Reduction',
    help: 'The maps that are compared and mixed have so many times fewer channels than the image; the paper takes 8.',
    min: 1,
    max: 1024,
    integer: true,
  }),
  valueReduction: optionalNumeric({
    label: 'Reduction of values',
    help: "Of the maps that are mixed, where it is another one: 2 in the authors' code and in BigGAN.",
    min: 1,
    max: 1024,
    integer: true,
  }),
  pool: toggle(false, {
    label: 'Pool keys and values',
    help: "Every pixel looks at the largest of each 2×2 pixels, a quarter of the memory: the authors' code and BigGAN.",
  }),
  spectralNorm,
  kernelInitializer: initializer('Kernel initializer', { type: 'pytorch' }),
});
type Params = Resolved<z.infer<typeof params>>;

const POOL = { size: 2, stride: 2, padding: { type: 'valid' } } as const;

const PARTS = ['query', 'key', 'value', 'out'] as const;
type Part = (typeof PARTS)[number];

const TITLES: Readonly<Record<Part, string>> = {
  query: 'Query',
  key: 'Key',
  value: 'Value',
  out: 'Out',
};

function namesOf(part: Part): SpectralNames {
  return { u: `spectral${TITLES[part]}U`, v: `spectral${TITLES[part]}V` };
}

/** Channels of a map: the paper's C̄ = C/8 for all of them, at least one. */
function innerOf(part: Part, channels: number, { reduction, valueReduction }: Params): number {
  const isCompared = part === 'query' || part === 'key';
  return Math.max(
    1,
    Math.floor(channels / (isCompared ? reduction : (valueReduction ?? reduction))),
  );
}

/** From and to how many channels each 1×1 convolution goes. */
function ends(part: Part, channels: number, params: Params): readonly [number, number] {
  const inner = innerOf(part, channels, params);
  return part === 'out' ? [inner, channels] : [channels, inner];
}

/**
 * Query, key and value [channels, channels / reduction], as the paper has all three, without bias; `factor` is the
 * paper's γ.
 */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'self-attention',
  title: 'Self-attention',
  group: 'Dense and convolution',
  aliases: [
    'SAGAN',
    'non-local',
    'attention',
    'transformer',
    'query key value',
    'QKV',
    'MultiHeadAttention',
  ],
  summary:
    'Mixes into every pixel what other pixels hold, weighted by how well they match: distant parts of an image can agree, which convolutions see one neighbourhood at a time. Its share is learned and starts at nothing. Memory grows with the square of the number of pixels.',
  equation:
    '\\beta_{ji} = \\frac{\\exp(q_j^T k_i)}{\\sum_i \\exp(q_j^T k_i)}, \\quad y_j = x_j + \\gamma\\, W_o \\sum_i \\beta_{ji} v_i',
  paper: {
    title: 'Self-Attention Generative Adversarial Networks',
    url: 'https://arxiv.org/abs/1805.08318',
    year: 2018,
  },
  params,
  badge: ({ reduction }) => `÷${reduction}`,
  ports: () => through('image'),
  shape: ({ pool }, inputs) => {
    const image = imageOf('self-attention', at(inputs));
    if (isFault(image)) return image;
    if (pool && Math.min(image[0], image[1]) < 2)
      return {
        fault: `self-attention pools 2×2 pixels of its keys and values, got an image of ${image[0]}×${image[1]}`,
        field: 'pool',
      };
    return at(inputs);
  },
  weights: (params, inputs) => {
    const { spectralNorm, kernelInitializer } = params;
    const channels = at(at(inputs), 2);
    const kernels = PARTS.flatMap((part): readonly Weight[] => {
      const fans = ends(part, channels, params);
      const spectral = spectralNorm ? spectralWeights(fans[1], [fans[0]], namesOf(part)) : [];
      return [
        { name: part, shape: fans, initializer: kernelInitializer, isTrainable: true, fans },
        ...spectral,
      ];
    });
    const factor = { name: 'factor', shape: [1], initializer: { type: 'zeros' } } as const;
    return [...kernels, { ...factor, isTrainable: true }];
  },
  multiplyAdds: (params, inputs) => {
    const [height = 1, width = 1, channels = 1] = at(inputs);
    const pixels = height * width;
    const seen = params.pool ? Math.floor(height / 2) * Math.floor(width / 2) : pixels;
    const [compared, mixed] = [
      innerOf('key', channels, params),
      innerOf('value', channels, params),
    ];
    return (2 * pixels * channels + pixels * seen) * (compared + mixed);
  },
  sees: () => 'all',
  forward: (context, params, inputs) => {
    const { tf, ops, weight } = context;
    const x = at(inputs) as tfjs.Tensor4D;
    const [batch, height, width, channels] = x.shape;
    const flat = tf.reshape(x, [batch * height * width, channels]) as tfjs.Tensor2D;
    const kernel = (part: Part) => kernelOf(context, part, params.spectralNorm);
    const map = (part: Part) => {
      const inner = innerOf(part, channels, params);
      const whole = ops.dense(flat, kernel(part));
      if (!params.pool || part === 'query') return tf.reshape(whole, [batch, -1, inner]);
      const image = tf.reshape(whole, [batch, height, width, inner]) as tfjs.Tensor4D;
      const pooled = ops.maxPool(image, 2, 2, placed('self-attention', POOL, image.shape));
      return tf.reshape(pooled, [batch, -1, inner]);
    };
    const scores = tf.matMul(map('query'), map('key'), false, true);
    const mixed = tf.matMul(ops.softmax(scores), map('value'));
    const joined = tf.reshape(mixed, [flat.shape[0], -1]) as tfjs.Tensor2D;
    const out = ops.dense(joined, kernel('out'));
    return tf.add(x, tf.mul(tf.reshape(out, x.shape), weight('factor')));
  },
  torch: ({ inputShapes }, params) => {
    const { reduction, valueReduction, pool, spectralNorm } = params;
    const channels = at(at(inputShapes), 2);
    return {
      module: {
        type: selfAttention.name,
        arguments: [
          positional('channels', channels),
          ...(reduction === 8 ? [] : [{ name: 'reduction', value: reduction }]),
          ...(valueReduction === null ? [] : [{ name: 'value_reduction', value: valueReduction }]),
          ...(pool ? [{ name: 'pool', value: true }] : []),
          ...(spectralNorm ? [{ name: 'spectral', value: true }] : []),
        ],
      },
      call: '{module}({0})',
      helpers: [selfAttention],
      weights: Object.fromEntries<TorchWeight>([
        ['factor', { name: 'factor' }],
        ...PARTS.flatMap((part) => {
          const [from, to] = ends(part, channels, params);
          const layout = { axes: [1, 0], shape: [to, from, 1, 1] };
          const { u, v } = namesOf(part);
          const plain: [string, TorchWeight] = [part, { name: `${part}.weight`, ...layout }];
          if (!spectralNorm) return [plain];
          return [
            [part, { name: `${part}.weight_orig`, ...layout }] as [string, TorchWeight],
            [u, { name: `${part}.weight_u` }] as [string, TorchWeight],
            [v, { name: `${part}.weight_v` }] as [string, TorchWeight],
          ];
        }),
      ]),
    };
  },
};

function kernelOf(context: LayerContext, part: Part, isNormalized: boolean): tfjs.Tensor2D {
  const kernel = context.weight(part);
  if (!isNormalized) return kernel as tfjs.Tensor2D;
  return spectrallyNormalized(context, kernel, kernel, namesOf(part)) as tfjs.Tensor2D;
}
