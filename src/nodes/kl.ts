/** Distance of a diagonal normal distribution from the standard one: the latent term of a variational autoencoder. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LossDefinition } from './define.ts';
import { at } from './shapes.ts';
import { checkPair, pairPorts } from './shared/pair.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({});

const HELPER: TorchHelper = {
  name: 'kl_divergence',
  code: `def kl_divergence(mean: torch.Tensor, log_variance: torch.Tensor) -> torch.Tensor:
    """KL(N(mean, exp(log_variance)) || N(0, 1)), summed over features, averaged."""
    terms = mean.square() + log_variance.exp() - 1 - log_variance
    return 0.5 * terms.flatten(1).sum(1).mean()`,
};

export const definition: LossDefinition<z.infer<typeof params>> = {
  family: 'loss',
  kind: 'kl',
  title: 'KL divergence',
  group: 'Loss',
  aliases: [
    'Kullback–Leibler',
    'KLD',
    'VAE',
    'variational',
    'latent',
    'relative entropy',
    'D_KL',
    'β-VAE',
  ],
  summary:
    'How far the normal distribution with this mean and this logarithm of the variance is from the standard one: summed over the features, averaged over the batch. Keeps the codes of a variational encoder where noise can be drawn.',
  equation:
    'L = \\mathbb{E}\\,\\frac{1}{2}\\sum_i \\bigl(\\mu_i^2 + \\sigma_i^2 - 1 - \\log\\sigma_i^2\\bigr)',
  paper: {
    title: 'Auto-Encoding Variational Bayes',
    url: 'https://arxiv.org/abs/1312.6114',
    year: 2013,
  },
  params,
  ports: () => pairPorts('mean', 'logVariance'),
  check: (_, inputs) => checkPair('kl', inputs, 'logVariance'),
  side: () => 'generator',
  forward: ({ tf }, _, inputs) => {
    const [mean, logVariance] = [at(inputs), at(inputs, 1)];
    const excess = tf.sub(tf.sub(tf.exp(logVariance), 1), logVariance);
    const total = tf.sum(tf.add(tf.square(mean), excess));
    return tf.mul(total, 0.5 / (mean.shape[0] ?? 1)) as tfjs.Scalar;
  },
  torch: () => ({ call: 'kl_divergence({0}, {1})', helpers: [HELPER] }),
};
