/** Sum of tensors of one shape. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { inputCount } from './fields/input-count.ts';
import { numbered } from './ports.ts';
import { at, describeShape, sameShape, sizeOf } from './shapes.ts';

const params = z.strictObject({ inputs: inputCount() });

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'add',
  title: 'Add',
  group: 'Combine',
  aliases: ['sum', 'plus', 'residual', 'skip connection'],
  summary: 'Adds tensors of one shape, element by element. A residual block ends with it.',
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
  shape: (_, inputs) => {
    const first = at(inputs);
    const odd = inputs.findIndex((input) => !sameShape(input, first));
    if (odd < 0) return first;
    return {
      fault: `add expects equal shapes, got ${describeShape(first)} and ${describeShape(at(inputs, odd))}`,
      port: `in${odd}`,
    };
  },
  multiplyAdds: (_, inputs, output) => (inputs.length - 1) * sizeOf(output),
  forward: ({ tf }, _, inputs) => inputs.slice(1).reduce((sum, x) => tf.add(sum, x), at(inputs)),
  torch: ({ inputShapes }) => ({ call: inputShapes.map((_, i) => `{${i}}`).join(' + ') }),
};
