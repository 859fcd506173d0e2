/** How much neighbouring pixels differ. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LossDefinition } from './define.ts';
import { at, imageOf, isFault } from './shapes.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({});

const HELPER: TorchHelper = {
  name: 'total_variation',
  code: `def total_variation(images: torch.Tensor) -> torch.Tensor:
    """Mean absolute difference of pixels above each other, plus that side by side."""
    down = (images[:, :, 1:] - images[:, :, :-1]).abs().mean()
    across = (images[:, :, :, 1:] - images[:, :, :, :-1]).abs().mean()
    return down + across`,
};

export const definition: LossDefinition<z.infer<typeof params>> = {
  family: 'loss',
  kind: 'total-variation',
  title: 'Total variation',
  group: 'Loss',
  aliases: ['TV', 'smoothness', 'denoise', 'regularizer'],
  summary:
    'Mean absolute difference between each pixel and the one below it, plus that between each pixel and the one to its right. A little of it smooths what a generator draws.',
  equation: 'L = \\mathbb{E}\\,|x_{i+1,j} - x_{i,j}| + \\mathbb{E}\\,|x_{i,j+1} - x_{i,j}|',
  paper: {
    title: 'Perceptual Losses for Real-Time Style Transfer and Super-Resolution',
    url: 'https://arxiv.org/abs/1603.08155',
    year: 2016,
  },
  params,
  ports: () => ({
    inputs: [{ name: 'in', accepts: 'image' }],
    outputs: [{ name: 'loss', gives: 'loss' }],
  }),
  check: (_, inputs) => {
    const image = imageOf('total-variation', at(inputs));
    if (isFault(image)) return image;
    const [height, width] = image;
    if (height > 1 && width > 1) return null;
    return {
      fault: `total-variation expects an image of at least 2 by 2 pixels, got ${height} by ${width}`,
      port: 'in',
    };
  },
  side: () => 'generator',
  forward: ({ tf }, _, inputs) => {
    const x = at(inputs);
    const along = (axis: number) => {
      const size = x.shape.map((length, i) => (i === axis ? length - 1 : length));
      const begin = x.shape.map((_, i) => (i === axis ? 1 : 0));
      const before = x.shape.map(() => 0);
      return tf.mean(tf.abs(tf.sub(tf.slice(x, begin, size), tf.slice(x, before, size))));
    };
    return tf.add(along(1), along(2)) as tfjs.Scalar;
  },
  torch: () => ({ call: 'total_variation({0})', helpers: [HELPER] }),
};
