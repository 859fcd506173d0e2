/** Between two tensors. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { at, describeShape, sameShape, sizeOf } from './shapes.ts';
import { perSample, torchPerSample } from './shared/per-sample.ts';

const params = z.strictObject({
  amount: numeric(0.5, {
    label: 'Amount',
    help: '0 gives in0, 1 gives in1. Unused where a wire brings the amount.',
    min: -1e6,
    max: 1e6,
    step: 0.05,
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'lerp',
  title: 'Blend',
  group: 'Combine',
  aliases: ['lerp', 'linear interpolation', 'mix', 'fade in', 'crossfade', 'progressive growing'],
  summary:
    'Mixes two tensors of one shape. With a schedule as the amount it fades a new layer in, as progressive growing does; while the amount is 0 or 1 the other branch is not computed at all.',
  equation: 'y = x_0 + \\alpha\\,(x_1 - x_0)',
  paper: {
    title: 'Progressive Growing of GANs for Improved Quality, Stability, and Variation',
    url: 'https://arxiv.org/abs/1710.10196',
    year: 2017,
  },
  params,
  badge: ({ amount }) => `${amount}`,
  isAllowedInObjective: true,
  ports: () => ({
    inputs: [
      { name: 'in0', accepts: 'tensor' },
      { name: 'in1', accepts: 'tensor' },
      {
        name: 'amount',
        accepts: 'tensor',
        isOptional: true,
        help: 'One number for each sample.',
      },
    ],
    outputs: [{ name: 'out', gives: 'tensor' }],
  }),
  shape: (_, inputs) => {
    const [first, second] = [at(inputs), at(inputs, 1)];
    const amount = inputs[2];
    if (!sameShape(first, second)) {
      return {
        fault: `lerp expects equal shapes, got ${describeShape(first)} and ${describeShape(second)}`,
        port: 'in1',
      };
    }
    if (amount && amount.length > 0) {
      return {
        fault: `lerp expects one number for each sample as the amount, got ${describeShape(amount)}`,
        port: 'amount',
      };
    }
    return first;
  },
  multiplyAdds: (_, __, output) => sizeOf(output),
  passes: (_, input, value) => (input === 2 && (value === 0 || value === 1) ? value : null),
  forward: ({ tf }, { amount }, inputs) => {
    const [first, second] = [at(inputs), at(inputs, 1)];
    const given = inputs[2];
    const factor = given ? perSample(tf, given, first.rank) : amount;
    return tf.add(first, tf.mul(tf.sub(second, first), factor));
  },
  torch: ({ inputShapes }, { amount }) => {
    if (!inputShapes[2]) return { call: `torch.lerp({0}, {1}, ${amount})` };
    // torch.lerp wants a weight of the same precision, which mixed precision does not give.
    const rank = at(inputShapes).length;
    return { call: `{0} + {2}${rank > 0 ? torchPerSample(rank) : ''} * ({1} - {0})` };
  },
};
