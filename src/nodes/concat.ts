/** Several tensors side by side along the last axis. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { inputCount } from './fields/input-count.ts';
import { numbered } from './ports.ts';
import { at, describeShape, sameShape } from './shapes.ts';
import { torchAxis } from './torch/layout.ts';

const params = z.strictObject({ inputs: inputCount() });

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'concat',
  title: 'Concatenate',
  group: 'Combine',
  aliases: ['join', 'stack', 'append', 'skip connection', 'condition'],
  summary:
    'Puts tensors side by side along the last axis: channels of images, elements of vectors. All other lengths must agree.',
  equation: 'y = [x_0; x_1; \\dots]',
  paper: {
    title: 'U-Net: Convolutional Networks for Biomedical Image Segmentation',
    url: 'https://arxiv.org/abs/1505.04597',
    year: 2015,
  },
  params,
  isAllowedInObjective: true,
  ports: ({ inputs }) => ({
    inputs: numbered('in', inputs, 'tensor'),
    outputs: [{ name: 'out', gives: 'tensor' }],
  }),
  shape: (_, inputs) => {
    const head = at(inputs).slice(0, -1);
    if (at(inputs).length === 0) {
      return { fault: 'concat expects vectors or images, got one number', port: 'in0' };
    }
    const odd = inputs.findIndex(
      (input) => input.length !== head.length + 1 || !sameShape(input.slice(0, -1), head),
    );
    if (odd >= 0) {
      return {
        fault: `concat expects shapes that differ in the last axis only, got ${describeShape(at(inputs))} and ${describeShape(at(inputs, odd))}`,
        port: `in${odd}`,
      };
    }
    return [...head, inputs.reduce((sum, input) => sum + (input.at(-1) ?? 0), 0)];
  },
  forward: ({ tf }, _, inputs) => tf.concat([...inputs], at(inputs).rank - 1),
  torch: ({ inputShapes }) => {
    const rank = at(inputShapes).length;
    return { call: `torch.cat([{inputs}], dim=${torchAxis(rank, rank - 1)})` };
  },
};
