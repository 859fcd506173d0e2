/** Numbers that say how near generated samples are to real ones, or to what was asked for. */
import { z } from 'zod';
import type { InputPort, Paper, ViewDefinition } from './define.ts';
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
        value: 'kernel-distance',
        label: 'Kernel distance (random features)',
        help: 'Unbiased squared maximum mean discrepancy of features: those of a fixed random convolutional network for images, the numbers themselves for vectors. Near zero is best; not to be compared with values by other features.',
      },
      {
        value: 'frechet-distance',
        label: 'Fréchet distance (random features)',
        help: 'Distance of the normal distributions that fit the features of a fixed random convolutional network. Lower is better. It depends on the number of samples, and is not the FID, which uses Inception features.',
      },
      {
        value: 'precision-recall',
        label: 'Precision and recall (random features)',
        help: 'Share of generated samples that lie among the real ones, and of real ones that lie among the generated. Compares all pairs: four times as slow with twice the samples.',
      },
      {
        value: 'class-agreement',
        label: 'Class agreement',
        help: 'Share of generated samples in which a classifier finds the class that was asked for. The classifier learns from the labelled data of the document, for some seconds, before the first measurement.',
      },
      {
        value: 'reconstruction',
        label: 'Reconstruction error',
        help: 'Mean absolute and root mean square difference of what belongs together, and the signal-to-noise ratio (PSNR) of images.',
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

type Metric = z.infer<typeof params>['metric'];

interface Facts {
  /** What the node is called where there is little room. */
  readonly short: string;
  readonly inputs: readonly InputPort[];
  readonly equation: string;
  readonly paper?: Paper;
}

const realAndGenerated = (accepts: 'tensor' | 'vector'): readonly InputPort[] => [
  { name: 'real', accepts },
  { name: 'generated', accepts },
];

const METRICS: Readonly<Record<Metric, Facts>> = {
  'sliced-wasserstein': {
    short: 'Sliced Wasserstein',
    inputs: realAndGenerated('tensor'),
    equation:
      '\\frac{1}{K} \\sum_{k=1}^{K} \\frac{1}{N} \\sum_{i=1}^{N} | (X v_k)_{(i)} - (Y v_k)_{(i)} |',
    paper: {
      title: 'Progressive Growing of GANs for Improved Quality, Stability, and Variation',
      url: 'https://arxiv.org/abs/1710.10196',
      year: 2017,
    },
  },
  'kernel-distance': {
    short: 'Kernel distance',
    inputs: realAndGenerated('tensor'),
    equation:
      "\\mathbb{E}\\, k(x, x') + \\mathbb{E}\\, k(y, y') - 2\\, \\mathbb{E}\\, k(x, y), \\quad k(x, y) = ( x^\\top y / n + 1 )^3",
    paper: {
      title: 'Demystifying MMD GANs',
      url: 'https://arxiv.org/abs/1801.01401',
      year: 2018,
    },
  },
  'frechet-distance': {
    short: 'Fréchet distance',
    inputs: realAndGenerated('tensor'),
    equation:
      '\\lVert \\mu_1 - \\mu_2 \\rVert^2 + \\mathrm{Tr}( \\Sigma_1 + \\Sigma_2 - 2 (\\Sigma_1 \\Sigma_2)^{1/2} )',
    paper: {
      title: 'GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash Equilibrium',
      url: 'https://arxiv.org/abs/1706.08500',
      year: 2017,
    },
  },
  'precision-recall': {
    short: 'Precision, recall',
    inputs: realAndGenerated('tensor'),
    equation:
      '\\Pr( \\min_i ( \\lVert y - x_i \\rVert - r_i ) \\le 0 ), \\quad r_i = \\lVert x_i - \\mathrm{NN}_3(x_i) \\rVert',
    paper: {
      title: 'Improved Precision and Recall Metric for Assessing Generative Models',
      url: 'https://arxiv.org/abs/1904.06991',
      year: 2019,
    },
  },
  'class-agreement': {
    short: 'Class agreement',
    inputs: [
      { name: 'generated', accepts: 'image' },
      { name: 'label', accepts: 'label', help: 'The class that was asked for.' },
    ],
    equation: '\\Pr( C(G(z, c)) = c )',
    paper: {
      title: 'How good is my GAN?',
      url: 'https://arxiv.org/abs/1807.09499',
      year: 2018,
    },
  },
  reconstruction: {
    short: 'Reconstruction',
    inputs: [
      { name: 'real', accepts: 'tensor' },
      { name: 'rebuilt', accepts: 'tensor', help: 'Sample by sample what `real` should be.' },
    ],
    equation:
      '\\mathbb{E}\\, | x - \\hat{x} |, \\quad \\sqrt{ \\mathbb{E} ( x - \\hat{x} )^2 }, \\quad \\mathrm{PSNR} = 10 \\log_{10} \\frac{\\mathrm{peak}^2}{\\mathbb{E} ( x - \\hat{x} )^2}',
  },
  'mode-coverage': {
    short: 'Modes covered',
    inputs: realAndGenerated('vector'),
    equation: '\\Pr( \\min_k \\lVert y - \\mu_k \\rVert \\le 3 \\sigma )',
    paper: {
      title: 'VEEGAN: Reducing Mode Collapse in GANs using Implicit Variational Learning',
      url: 'https://arxiv.org/abs/1705.07761',
      year: 2017,
    },
  },
};

export const definition: ViewDefinition<z.infer<typeof params>> = {
  family: 'view',
  kind: 'metric',
  title: 'Metric',
  group: 'View',
  aliases: [
    'quality',
    'distance',
    'SWD',
    'score',
    'evaluate',
    'modes',
    'KID',
    'MMD',
    'FID',
    'Fréchet',
    'precision',
    'recall',
    'classifier',
    'PSNR',
    'reconstruction',
  ],
  summary:
    'Measures how near generated samples are to real ones, or to what was asked for, while the networks train.',
  params,
  about: ({ metric }) => {
    const { equation, paper } = METRICS[metric];
    return paper ? { equation, paper } : { equation };
  },
  badge: ({ metric, samples }) => `${METRICS[metric].short} · ${samples}`,
  ports: ({ metric }) => ({ inputs: METRICS[metric].inputs, outputs: [] }),
  view: ({ metric, samples, every, average }) => ({
    type: 'metric',
    metric,
    samples,
    every,
    usesAverage: average,
  }),
};
