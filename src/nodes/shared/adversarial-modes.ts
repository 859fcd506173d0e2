/**
 * The adversarial losses as a table: equations, papers and the mean over the batch for each side.
 * x are logits of the side itself; relativistic losses also read the other side's, x′.
 */
import type * as tfjs from '@tensorflow/tfjs-core';
import type { Ops, Paper } from '../define.ts';

export type Side = 'real' | 'fake' | 'generator';
export type ModeName =
  | 'non-saturating'
  | 'minimax'
  | 'least-squares'
  | 'wasserstein'
  | 'hinge'
  | 'relativistic'
  | 'relativistic-average';

/** A label: one number for the batch, or one for each sample where some were flipped. */
export type Target = number | tfjs.Tensor;

interface Tools {
  readonly tf: typeof tfjs;
  readonly ops: Ops;
}

interface Terms {
  readonly logits: tfjs.Tensor;
  readonly target: Target;
  /** Logits of the other side; only where `readsBothSides`. */
  readonly opposite: tfjs.Tensor | null;
}

interface Mode {
  readonly label: string;
  readonly help: string;
  readonly paper: Paper;
  /** The label of each side, or null for losses without labels. */
  readonly targets: Readonly<Record<Side, number>> | null;
  readonly readsBothSides?: boolean;
  readonly equations: Readonly<Record<Side, string>>;
  /** A mean over the batch. */
  loss(tools: Tools, side: Side, terms: Terms): tfjs.Scalar;
}

const GOODFELLOW: Paper = {
  title: 'Generative Adversarial Networks',
  url: 'https://arxiv.org/abs/1406.2661',
  year: 2014,
};

const JOLICOEUR_MARTINEAU: Paper = {
  title: 'The relativistic discriminator: a key element missing from standard GAN',
  url: 'https://arxiv.org/abs/1807.00734',
  year: 2018,
};

const PAIRS = "\\mathrm{BCE}(x - x', t)";

const CROSS_ENTROPY = '-\\mathbb{E}\\bigl[t\\log\\sigma(x) + (1-t)\\log(1-\\sigma(x))\\bigr]';

export const MODES: Readonly<Record<ModeName, Mode>> = {
  'non-saturating': {
    label: 'Non-saturating',
    help: 'Binary cross-entropy; the generator maximizes the probability that its samples are called real. The usual choice.',
    paper: GOODFELLOW,
    targets: { real: 1, fake: 0, generator: 1 },
    equations: { real: CROSS_ENTROPY, fake: CROSS_ENTROPY, generator: CROSS_ENTROPY },
    loss: (tools, _, { logits, target }) => crossEntropy(tools, logits, target),
  },
  minimax: {
    label: 'Minimax',
    help: "The original game: the generator maximizes the discriminator's own loss. Its gradient vanishes when the discriminator is sure.",
    paper: GOODFELLOW,
    targets: { real: 1, fake: 0, generator: 0 },
    equations: {
      real: CROSS_ENTROPY,
      fake: CROSS_ENTROPY,
      generator: CROSS_ENTROPY.slice(1),
    },
    loss: (tools, side, { logits, target }) => {
      const entropy = crossEntropy(tools, logits, target);
      return side === 'generator' ? tools.tf.neg(entropy) : entropy;
    },
  },
  'least-squares': {
    label: 'Least squares',
    help: 'Squared distance of the logits from the label.',
    paper: {
      title: 'Least Squares Generative Adversarial Networks',
      url: 'https://arxiv.org/abs/1611.04076',
      year: 2016,
    },
    targets: { real: 1, fake: 0, generator: 1 },
    equations: {
      real: '\\mathbb{E}\\,(x - t)^2',
      fake: '\\mathbb{E}\\,(x - t)^2',
      generator: '\\mathbb{E}\\,(x - t)^2',
    },
    loss: ({ tf, ops }, _, { logits, target }) =>
      typeof target === 'number'
        ? ops.meanOf(logits, 'square', 1, -target)
        : ops.meanOf(tf.sub(logits, target), 'square', 1),
  },
  wasserstein: {
    label: 'Wasserstein',
    help: 'The critic separates the means; it must be kept smooth, by weight clipping or a gradient penalty.',
    paper: { title: 'Wasserstein GAN', url: 'https://arxiv.org/abs/1701.07875', year: 2017 },
    targets: null,
    equations: { real: '-\\mathbb{E}\\,x', fake: '\\mathbb{E}\\,x', generator: '-\\mathbb{E}\\,x' },
    loss: ({ ops }, side, { logits }) => ops.meanOf(logits, 'same', side === 'fake' ? 1 : -1),
  },
  hinge: {
    label: 'Hinge',
    help: 'The discriminator stops caring about samples that it calls right by a margin of one.',
    paper: { title: 'Geometric GAN', url: 'https://arxiv.org/abs/1705.02894', year: 2017 },
    targets: null,
    equations: {
      real: '\\mathbb{E}\\max(0, 1 - x)',
      fake: '\\mathbb{E}\\max(0, 1 + x)',
      generator: '-\\mathbb{E}\\,x',
    },
    loss: ({ ops }, side, { logits }) => {
      if (side === 'generator') return ops.meanOf(logits, 'same', -1);
      return ops.meanOf(logits, 'relu', side === 'real' ? -1 : 1, 1);
    },
  },
  relativistic: {
    label: 'Relativistic',
    help: 'Asks of pairs whether the real sample looks more real than the fake one. Both sides of the discriminator then say the same: give it one of them, or half of each.',
    paper: JOLICOEUR_MARTINEAU,
    targets: { real: 1, fake: 0, generator: 1 },
    readsBothSides: true,
    equations: { real: PAIRS, fake: PAIRS, generator: PAIRS },
    loss: (tools, _, { logits, target, opposite }) =>
      crossEntropy(tools, tools.tf.sub(logits, others(opposite)), target),
  },
  'relativistic-average': {
    label: 'Relativistic average',
    help: 'Asks whether real samples look more real than the average fake one, and the reverse; both sides read both logits.',
    paper: JOLICOEUR_MARTINEAU,
    targets: { real: 1, fake: 0, generator: 1 },
    readsBothSides: true,
    equations: {
      real: "\\mathrm{BCE}(x - \\mathbb{E}\\,x', t)",
      fake: "\\mathrm{BCE}(x - \\mathbb{E}\\,x', t)",
      generator:
        "\\mathrm{BCE}(x - \\mathbb{E}\\,x', t) + \\mathrm{BCE}(x' - \\mathbb{E}\\,x, 1 - t)",
    },
    loss: (tools, side, { logits, target, opposite: given }) => {
      const { tf } = tools;
      const opposite = others(given);
      const own = crossEntropy(tools, tf.sub(logits, tf.mean(opposite)), target);
      if (side !== 'generator') return own;
      const reverse = typeof target === 'number' ? 1 - target : tf.sub(1, target);
      const other = crossEntropy(tools, tf.sub(opposite, tf.mean(logits)), reverse);
      return tf.add(own, other);
    },
  },
};

function others(opposite: tfjs.Tensor | null): tfjs.Tensor {
  if (!opposite) throw new Error('internal: a relativistic loss needs the other logits');
  return opposite;
}

/** The mean binary cross-entropy of logits: softplus(x) − t·x, which for the labels 0 and 1 is one softplus, exact far from zero too. */
function crossEntropy({ tf, ops }: Tools, logits: tfjs.Tensor, target: Target): tfjs.Scalar {
  if (target === 0) return ops.meanOf(logits, 'softplus', 1);
  if (target === 1) return ops.meanOf(logits, 'softplus', -1);
  return tf.mean(tf.sub(ops.softplus(logits), tf.mul(logits, target)));
}
