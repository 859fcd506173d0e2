/** Sum of tensors, element by element. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { inputCount } from './fields/input-count.ts';
import { numbered } from './ports.ts';
import { at, sizeOf } from './shapes.ts';
import { perSample } from './shared/per-sample.ts';
import { repeatedShape, torchRepeated } from './shared/repeated.ts';

const params = z.strictObject({ inputs: inputCount() });

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'add',
  title: 'Add',
  group: 'Combine',
  aliases: ['sum', 'plus', 'residual', 'skip connection', '+', 'ResNet'],
  summary:
    'Adds tensors element by element. The first has the shape of the result; the others have the same shape, or length 1 along some axes, or are one number for each sample, and are then repeated. A residual block ends with it.',
  equation: 'y = x_0 + x_1 + \\dots',
  paper: {
    title: 'Deep Residual Learning for Image Recognition',
    url: 'https://arxiv.org/abs/1512.03385',
    year: 2015,
  },
  params,
  isAllowedInObjective: true,
  ports: ({ inputs }) => ({
    inputs: numbered('in', inputs, 'tensor'),
    outputs: [{ name: 'out', gives: 'tensor' }],
  }),
  shape: (_, inputs) => repeatedShape('add', inputs),
  multiplyAdds: (_, inputs, output) => (inputs.length - 1) * sizeOf(output),
  forward: ({ tf }, _, inputs) => {
    const first = at(inputs);
    return inputs.slice(1).reduce((sum, x) => tf.add(sum, perSample(tf, x, first.rank)), first);
  },
  torch: ({ inputShapes }) => ({ call: torchRepeated(inputShapes).join(' + ') }),
};
