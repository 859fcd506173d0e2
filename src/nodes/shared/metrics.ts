/** What is true of each metric: its ports, its equation, where it comes from. */
import type { InputPort, Paper } from '../define.ts';

export type Metric =
  | 'sliced-wasserstein'
  | 'kernel-distance'
  | 'frechet-distance'
  | 'precision-recall'
  | 'pairwise-distance'
  | 'class-agreement'
  | 'reconstruction'
  | 'cycle-error'
  | 'mode-coverage';

interface Facts {
  /** What the node is called where there is little room. */
  readonly short: string;
  readonly inputs: readonly InputPort[];
  /** Measured on what an extractor makes of images. */
  readonly isOnFeatures?: true;
  readonly equation: string;
  readonly paper?: Paper;
}

const realAndGenerated = (accepts: 'tensor' | 'vector'): readonly InputPort[] => [
  { name: 'real', accepts },
  { name: 'generated', accepts },
];

export const METRICS: Readonly<Record<Metric, Facts>> = {
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
    short: 'Kernel',
    isOnFeatures: true,
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
    short: 'Fréchet',
    isOnFeatures: true,
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
    isOnFeatures: true,
    inputs: realAndGenerated('tensor'),
    equation:
      '\\Pr( \\min_i ( \\lVert y - x_i \\rVert - r_i ) \\le 0 ), \\quad r_i = \\lVert x_i - \\mathrm{NN}_3(x_i) \\rVert',
    paper: {
      title: 'Improved Precision and Recall Metric for Assessing Generative Models',
      url: 'https://arxiv.org/abs/1904.06991',
      year: 2019,
    },
  },
  'pairwise-distance': {
    short: 'Between samples',
    inputs: realAndGenerated('tensor'),
    equation:
      "\\mathbb{E}\\, \\lVert y - y' \\rVert \\; / \\; \\mathbb{E}\\, \\lVert x - x' \\rVert, \\quad \\mathbb{E}\\, \\lVert y - y' \\rVert, \\quad \\mathbb{E}\\, \\lVert x - x' \\rVert",
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
  'cycle-error': {
    short: 'Cycle error',
    inputs: [
      { name: 'real', accepts: 'tensor' },
      {
        name: 'rebuilt',
        accepts: 'tensor',
        help: 'What comes back of `real` from the one generator and then the other.',
      },
    ],
    equation: '\\mathbb{E}\\, | x - F(G(x)) |',
    paper: {
      title: 'Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks',
      url: 'https://arxiv.org/abs/1703.10593',
      year: 2017,
    },
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

export const isOnFeatures = (metric: string): boolean =>
  METRICS[metric as Metric]?.isOnFeatures === true;
