/** Product of tensors, element by element. */
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
  kind: 'multiply',
  title: 'Multiply',
  group: 'Combine',
  aliases: ['product', 'times', 'Hadamard', 'gate', 'scale', 'mask', '×', '⊙'],
  summary:
    'Multiplies tensors element by element. The first has the shape of the result; the others have the same shape, or length 1 along some axes, or are one number for each sample, and are then repeated.',
  equation: 'y = x_0 \\odot x_1 \\odot \\dots',
  params,
  isAllowedInObjective: true,
  ports: ({ inputs }) => ({
    inputs: numbered('in', inputs, 'tensor'),
    outputs: [{ name: 'out', gives: 'tensor' }],
  }),
  shape: (_, inputs) => repeatedShape('multiply', inputs),
  multiplyAdds: (_, inputs, output) => (inputs.length - 1) * sizeOf(output),
  forward: ({ tf }, _, inputs) => {
    const first = at(inputs);
    return inputs.slice(1).reduce((y, x) => tf.mul(y, perSample(tf, x, first.rank)), first);
  },
  torch: ({ inputShapes }) => ({ call: torchRepeated(inputShapes).join(' * ') }),
};
