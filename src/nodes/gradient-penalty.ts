/** Keeps the length of a critic's gradient near a number. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LossContext, LossDefinition } from './define.ts';
import { choice } from './fields/choice.ts';
import { numeric, type Resolved } from './fields/numeric.ts';
import { at } from './shapes.ts';
import {
  gradientFields,
  INPUT_GRADIENT,
  inputGradient,
  samplePorts,
  squaredNorms,
  torchArguments,
  torchOthers,
  withSample,
} from './shared/input-gradient.ts';
import { betweenSamples, INTERPOLATE } from './shared/interpolation.ts';
import { checkPair } from './shared/pair.ts';
import type { TorchHelper } from './torch.ts';

const params = z.strictObject({
  ...gradientFields('The critic, whose gradient by its input is looked at.'),
  at: choice('interpolated', {
    label: 'At',
    help: 'Where the gradient is taken.',
    choices: [
      {
        value: 'interpolated',
        label: 'Between',
        help: 'At a random point between a real and a generated sample, as WGAN-GP does.',
      },
      { value: 'real', label: 'Real', help: 'At real samples.' },
      { value: 'fake', label: 'Fake', help: 'At generated samples.' },
    ],
  }),
  center: numeric(1, {
    label: 'Center',
    help: 'The length that is asked for: 1 in WGAN-GP, 0 for a zero-centered penalty.',
    min: 0,
    step: 0.1,
  }),
  norm: choice('l2', {
    label: 'Norm',
    help: "How long a sample's gradient is.",
    choices: [
      { value: 'l2', label: 'Euclidean', help: 'Root of the sum of squares.' },
      { value: 'linf', label: 'Largest', help: 'The largest absolute element.' },
    ],
  }),
  epsilon: numeric(1e-12, {
    label: 'Epsilon',
    help: 'Added under the root, whose slope at zero is infinite.',
    min: 1e-30,
    max: 1,
  }),
});
type Params = Resolved<z.infer<typeof params>>;

const HELPER: TorchHelper = {
  name: 'gradient_penalty',
  code: `def gradient_penalty(
    gradient: torch.Tensor, center: float, epsilon: float
) -> torch.Tensor:
    """Mean squared distance of the length of each sample's gradient from \`center\`."""
    lengths = (gradient.flatten(1).square().sum(1) + epsilon).sqrt()
    return (lengths - center).square().mean()`,
};

const LARGEST: TorchHelper = {
  name: 'largest_gradient_penalty',
  code: `def largest_gradient_penalty(gradient: torch.Tensor, center: float) -> torch.Tensor:
    """Mean squared distance of each sample's largest slope from \`center\`."""
    lengths = gradient.flatten(1).abs().amax(1)
    return (lengths - center).square().mean()`,
};

export const definition: LossDefinition<z.infer<typeof params>> = {
  family: 'loss',
  kind: 'gradient-penalty',
  title: 'Gradient penalty',
  group: 'Loss',
  aliases: ['WGAN-GP', 'GP', 'Lipschitz', 'DRAGAN', 'zero-centered', '0-GP', '1-GP', '∇', 'λ'],
  summary:
    "Runs the critic and penalizes the squared distance between the length of its gradient by the samples and a number, which keeps the critic smooth. The samples count as constants: only the critic's weights learn from it. Weight 10 in WGAN-GP; no batch normalization in the critic.",
  equation:
    'L = \\mathbb{E}\\bigl(\\lVert \\nabla_{\\hat{x}} D(\\hat{x}) \\rVert_2 - 1\\bigr)^2, \\quad \\hat{x} = x + \\epsilon\\,(G(z) - x), \\quad \\epsilon \\sim \\mathcal{U}(0, 1)',
  about: (params) => ({ equation: equationOf(params) }),
  paper: {
    title: 'Improved Training of Wasserstein GANs',
    url: 'https://arxiv.org/abs/1704.00028',
    year: 2017,
  },
  params,
  badge: ({ network, at, center }) => `${network} · ${at} · ${center}`,
  network: ({ network }) => network,
  ports: (params, network) => samplePorts(samplesOf(params), params, network),
  check: (params, inputs) =>
    params.at === 'interpolated' ? checkPair('gradient-penalty', inputs, 'fake') : null,
  side: () => 'discriminator',
  constants: samplesOf,
  forward: (context, params, inputs) => {
    const { tf, ops } = context;
    const count = samplesOf(params).length;
    const sample = ops.detach(sampleOf(context, params, inputs));
    const given = withSample(context, params, sample, inputs.slice(count));
    const gradient = inputGradient(context, params, given);
    const distance = tf.sub(lengthsOf(tf, params, gradient), params.center);
    return tf.mean(tf.square(distance)) as tfjs.Scalar;
  },
  torch: (context, params) => {
    const { at, center, norm, epsilon } = params;
    const isBetween = at === 'interpolated';
    const sample = isBetween ? 'interpolate({0}, {1})' : '{0}';
    const others = torchOthers(context, samplesOf(params).length);
    const gradient = `input_gradient(${torchArguments(context, params, sample, others)})`;
    const helpers = [INPUT_GRADIENT, ...(isBetween ? [INTERPOLATE] : [])];
    return norm === 'l2'
      ? {
          call: `gradient_penalty(${gradient}, ${center}, ${epsilon})`,
          helpers: [...helpers, HELPER],
        }
      : {
          call: `largest_gradient_penalty(${gradient}, ${center})`,
          helpers: [...helpers, LARGEST],
        };
  },
};

function samplesOf({ at }: Params): readonly ('real' | 'fake')[] {
  return at === 'interpolated' ? ['real', 'fake'] : [at];
}

function sampleOf(
  context: LossContext,
  params: Params,
  inputs: readonly tfjs.Tensor[],
): tfjs.Tensor {
  return params.at === 'interpolated'
    ? betweenSamples(context, at(inputs), at(inputs, 1))
    : at(inputs);
}

/** One length for each sample: [N]. */
function lengthsOf(tf: typeof tfjs, { norm, epsilon }: Params, gradient: tfjs.Tensor): tfjs.Tensor {
  if (norm === 'l2') return tf.sqrt(tf.add(squaredNorms(tf, gradient), epsilon));
  return tf.max(tf.abs(tf.reshape(gradient, [gradient.shape[0] ?? 1, -1])), 1);
}

function equationOf({ at, center, norm }: Params): string {
  const point = { interpolated: '\\hat{x}', real: 'x', fake: 'G(z)' }[at];
  const where =
    at === 'interpolated'
      ? ', \\quad \\hat{x} = x + \\epsilon\\,(G(z) - x), \\quad \\epsilon \\sim \\mathcal{U}(0, 1)'
      : '';
  const length = `\\lVert \\nabla D(${point}) \\rVert_${norm === 'l2' ? '2' : '\\infty'}`;
  const distance = center === 0 ? `${length}^2` : `\\bigl(${length} - ${center}\\bigr)^2`;
  return `L = \\mathbb{E}\\,${distance}${where}`;
}
