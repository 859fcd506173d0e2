/** Pixel normalization: the channels of every pixel to an average square of 1. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at, sizeOf } from './shapes.ts';
import { faultOfNumbers } from './shared/affine.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({
  epsilon: numeric(1e-8, { label: 'Epsilon', help: 'Added to the average square.', min: 0 }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'pixel-norm',
  title: 'Pixel normalization',
  group: 'Normalization',
  aliases: ['PixelNorm', 'local response normalization', 'hypersphere', 'rms', 'normalize'],
  summary:
    'Divides the channels of every pixel by the root of their average square. Of a vector, it puts latents on a sphere, as StyleGAN does before its mapping network. Nothing is learned.',
  equation: 'y_c = \\frac{x_c}{\\sqrt{\\frac{1}{C}\\sum_k x_k^2 + \\epsilon}}',
  paper: {
    title: 'Progressive Growing of GANs for Improved Quality, Stability, and Variation',
    url: 'https://arxiv.org/abs/1710.10196',
    year: 2017,
  },
  params,
  isAllowedInObjective: true,
  ports: () => through('tensor'),
  shape: (_, inputs) => faultOfNumbers('pixel-norm', at(inputs)) ?? at(inputs),
  multiplyAdds: (_, __, output) => 2 * sizeOf(output),
  forward: ({ tf }, { epsilon }, inputs) => {
    const x = at(inputs);
    return tf.mul(x, tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), epsilon)));
  },
  torch: ({ inputShapes }, { epsilon }) => {
    const rank = at(inputShapes).length;
    const dim = rank === 1 || rank === 3 ? '' : ', dim=-1';
    const eps = epsilon === 1e-8 ? '' : `, eps=${epsilon}`;
    return { call: `pixel_norm({0}${eps}${dim})`, helpers: [HELPER] };
  },
};

const HELPER: TorchHelper = {
  name: 'pixel_norm',
  code: `def pixel_norm(x: torch.Tensor, eps: float = 1e-8, dim: int = 1) -> torch.Tensor:
    """Divides the channels of every pixel by the root of their average square."""
    return x * torch.rsqrt(x.square().mean(dim, keepdim=True) + eps)`,
};
