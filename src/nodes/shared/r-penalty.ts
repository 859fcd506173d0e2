/** R1 and R2 are one penalty: half the squared gradient of the discriminator, at real or at generated samples. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LossDefinition } from '../define.ts';
import { at } from '../shapes.ts';
import type { TorchHelper } from '../torch.ts';
import {
  gradientFields,
  INPUT_GRADIENT,
  inputGradient,
  samplePorts,
  torchArguments,
  torchOthers,
  withSample,
} from './input-gradient.ts';

export const rPenaltyParams = z.strictObject(
  gradientFields('The discriminator, whose gradient by its input is penalized.'),
);

const HELPER: TorchHelper = {
  name: 'half_squared_norm',
  code: `def half_squared_norm(gradient: torch.Tensor) -> torch.Tensor:
    """Half the squared length of each sample's gradient, averaged over the batch."""
    return 0.5 * gradient.flatten(1).square().sum(1).mean()`,
};

/** Everything but the words. */
export function rPenalty(sample: 'real' | 'fake') {
  return {
    family: 'loss',
    group: 'Loss',
    params: rPenaltyParams,
    paper: {
      title: 'Which Training Methods for GANs do actually Converge?',
      url: 'https://arxiv.org/abs/1801.04406',
      year: 2018,
    },
    badge: ({ network }) => network,
    network: ({ network }) => network,
    ports: (params, network) => samplePorts([sample], params, network),
    check: () => null,
    side: () => 'discriminator',
    constants: () => [sample],
    forward: (context, params, inputs) => {
      const { tf, ops } = context;
      const given = withSample(context, params, ops.detach(at(inputs)), inputs.slice(1));
      const total = tf.sum(tf.square(inputGradient(context, params, given)));
      return tf.mul(total, 0.5 / (at(inputs).shape[0] ?? 1)) as tfjs.Scalar;
    },
    torch: (context, params) => {
      const given = torchArguments(context, params, '{0}', torchOthers(context, 1));
      return {
        call: `half_squared_norm(input_gradient(${given}))`,
        helpers: [INPUT_GRADIENT, HELPER],
      };
    },
  } satisfies Omit<
    LossDefinition<z.infer<typeof rPenaltyParams>>,
    'kind' | 'title' | 'aliases' | 'summary'
  >;
}
