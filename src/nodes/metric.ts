/** A number that says how near generated samples are to real ones. */
import { z } from 'zod';
import type { ViewDefinition } from './define.ts';
import { average } from './fields/average.ts';
import { choice } from './fields/choice.ts';
import { numeric } from './fields/numeric.ts';

const params = z.strictObject({
  metric: choice('sliced-wasserstein', {
    label: 'Metric',
    choices: [
      {
        value: 'sliced-wasserstein',
        label: 'Sliced Wasserstein distance',
        help: 'Mean distance of the sorted projections on random directions; images at several scales. Lower is better.',
      },
      {
        value: 'mode-coverage',
        label: 'Modes covered',
        help: 'For mixtures of Gaussians in the plane: how many are hit, and the share of samples within three deviations of one.',
      },
    ],
  }),
  samples: numeric(512, {
    label: 'Samples',
    help: 'Of each kind. More are slower and less biased.',
    min: 2,
    max: 50_000,
    integer: true,
    unit: 'samples',
  }),
  every: numeric(1, {
    label: 'Every',
    help: 'Takes part in every so-many-th measurement of the run.',
    min: 1,
    max: 10_000,
    integer: true,
    unit: 'measurements',
  }),
  average: average(),
});

export const definition: ViewDefinition<z.infer<typeof params>> = {
  family: 'view',
  kind: 'metric',
  title: 'Metric',
  group: 'View',
  aliases: ['quality', 'distance', 'SWD', 'score', 'evaluate', 'modes'],
  summary: 'Measures how near generated samples are to real ones while the networks train.',
  paper: {
    title: 'Progressive Growing of GANs for Improved Quality, Stability, and Variation',
    url: 'https://arxiv.org/abs/1710.10196',
    year: 2017,
  },
  params,
  badge: ({ metric, samples }) =>
    `${metric === 'mode-coverage' ? 'Modes covered' : 'Sliced Wasserstein'} · ${samples}`,
  ports: ({ metric }) => {
    const accepts = metric === 'mode-coverage' ? 'vector' : 'tensor';
    return {
      inputs: [
        { name: 'real', accepts },
        { name: 'generated', accepts },
      ],
      outputs: [],
    };
  },
  view: ({ metric, samples, every, average }) => ({
    type: 'metric',
    metric,
    samples,
    every,
    usesAverage: average,
  }),
};
