/** SAGAN's attention of every pixel to every other. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerContext, LayerDefinition, Weight } from './define.ts';
import { initializer } from './fields/initializer.ts';
import { spectralNorm } from './fields/kernel.ts';
import { numeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault } from './shapes.ts';
import { type SpectralNames, spectrallyNormalized, spectralWeights } from './spectral-norm.ts';
import type { TorchWeight } from './torch.ts';
import { selfAttention } from './torch-attention.ts';
import { positional } from './torch-conv.ts';

const params = z.strictObject({
  reduction: numeric(8, {
    label: 'Reduction',
    help: 'The maps that are compared and mixed have so many times fewer channels than the image; the paper takes 8.',
    min: 1,
    max: 1024,
    integer: true,
  }),
  spectralNorm,
  kernelInitializer: initializer('Kernel initializer', { type: 'pytorch' }),
});

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

/** Channels of the maps that are compared: the paper's C̄ = C/8, at least one. */
function innerOf(channels: number, reduction: number): number {
  return Math.max(1, Math.floor(channels / reduction));
}

/** From and to how many channels each 1×1 convolution goes. */
function ends(part: Part, channels: number, reduction: number): readonly [number, number] {
  const inner = innerOf(channels, reduction);
  return part === 'out' ? [inner, channels] : [channels, inner];
}

/**
 * Query, key and value [channels, channels / reduction], as the paper has all three (the authors' code has a wider value
 * and pools it), without bias; `factor` is the paper's γ.
 */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'self-attention',
  title: 'Self-attention',
  group: 'Dense and convolution',
  aliases: ['SAGAN', 'non-local', 'attention', 'transformer', 'query key value'],
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
  shape: (_, inputs) => {
    const image = imageOf('self-attention', at(inputs));
    return isFault(image) ? image : at(inputs);
  },
  weights: ({ reduction, spectralNorm, kernelInitializer }, inputs) => {
    const channels = at(at(inputs), 2);
    const kernels = PARTS.flatMap((part): readonly Weight[] => {
      const fans = ends(part, channels, reduction);
      const spectral = spectralNorm ? spectralWeights(fans[1], [fans[0]], namesOf(part)) : [];
      return [
        { name: part, shape: fans, initializer: kernelInitializer, isTrainable: true, fans },
        ...spectral,
      ];
    });
    const factor = { name: 'factor', shape: [1], initializer: { type: 'zeros' } } as const;
    return [...kernels, { ...factor, isTrainable: true }];
  },
  multiplyAdds: ({ reduction }, inputs) => {
    const [height = 1, width = 1, channels = 1] = at(inputs);
    const pixels = height * width;
    const inner = innerOf(channels, reduction);
    return 4 * pixels * channels * inner + 2 * pixels * pixels * inner;
  },
  forward: (context, { reduction, spectralNorm }, inputs) => {
    const { tf, ops, weight } = context;
    const x = at(inputs) as tfjs.Tensor4D;
    const [batch, height, width, channels] = x.shape;
    const pixels = height * width;
    const inner = innerOf(channels, reduction);
    const flat = tf.reshape(x, [batch * pixels, channels]) as tfjs.Tensor2D;
    const kernel = (part: Part) => kernelOf(context, part, spectralNorm);
    const map = (part: Part) => tf.reshape(ops.dense(flat, kernel(part)), [batch, pixels, inner]);
    const scores = tf.matMul(map('query'), map('key'), false, true);
    const mixed = tf.matMul(ops.softmax(scores), map('value'));
    const out = ops.dense(
      tf.reshape(mixed, [batch * pixels, inner]) as tfjs.Tensor2D,
      kernel('out'),
    );
    return tf.add(x, tf.mul(tf.reshape(out, x.shape), weight('factor')));
  },
  torch: ({ inputShapes }, { reduction, spectralNorm }) => {
    const channels = at(at(inputShapes), 2);
    return {
      module: {
        type: selfAttention.name,
        arguments: [
          positional('channels', channels),
          ...(reduction === 8 ? [] : [{ name: 'reduction', value: reduction }]),
          ...(spectralNorm ? [{ name: 'spectral', value: true }] : []),
        ],
      },
      call: '{module}({0})',
      helpers: [selfAttention],
      weights: Object.fromEntries<TorchWeight>([
        ['factor', { name: 'factor' }],
        ...PARTS.flatMap((part) => {
          const [from, to] = ends(part, channels, reduction);
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
