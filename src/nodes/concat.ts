/** Several tensors side by side along one axis. */
import { z } from 'zod';
import type { LayerDefinition, Shape } from './define.ts';
import { inputCount } from './fields/input-count.ts';
import { optionalNumeric } from './fields/numeric.ts';
import { numbered } from './ports.ts';
import { at, describeShape, sameShape } from './shapes.ts';
import { torchAxis } from './torch/layout.ts';

const params = z.strictObject({
  inputs: inputCount(),
  axis: optionalNumeric({
    label: 'Axis',
    help: 'Counted from 0 without the batch; empty is the last: channels of images, elements of vectors.',
    min: 0,
    max: 3,
    integer: true,
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'concat',
  title: 'Concatenate',
  group: 'Combine',
  aliases: [
    'join',
    'stack',
    'append',
    'skip connection',
    'condition',
    'cat',
    'class token',
    '‖',
    'U-Net',
  ],
  summary:
    'Puts tensors side by side along one axis, unless told the last: channels of images, elements of vectors. All other lengths must agree.',
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
  shape: ({ axis: chosen }, inputs) => {
    const first = at(inputs);
    if (first.length === 0) {
      return { fault: 'concat expects vectors or images, got one number', port: 'in0' };
    }
    const axis = chosen ?? first.length - 1;
    if (axis >= first.length) {
      return {
        fault: `concat expects tensors with an axis ${axis}, got ${describeShape(first)}`,
        port: 'in0',
        field: 'axis',
      };
    }
    const rest = (shape: Shape) => shape.filter((_, i) => i !== axis);
    const odd = inputs.findIndex(
      (input) => input.length !== first.length || !sameShape(rest(input), rest(first)),
    );
    if (odd >= 0) {
      const name = axis === first.length - 1 ? 'the last axis' : `axis ${axis}`;
      return {
        fault: `concat expects shapes that differ in ${name} only, got ${describeShape(first)} and ${describeShape(at(inputs, odd))}`,
        port: `in${odd}`,
      };
    }
    const whole = inputs.reduce((sum, input) => sum + at(input, axis), 0);
    return first.map((length, i) => (i === axis ? whole : length));
  },
  forward: ({ tf }, { axis }, inputs) =>
    tf.concat([...inputs], axis === null ? at(inputs).rank - 1 : axis + 1),
  torch: ({ inputShapes }, { axis }) => {
    const rank = at(inputShapes).length;
    return { call: `torch.cat([{inputs}], dim=${torchAxis(rank, axis ?? rank - 1)})` };
  },
};
