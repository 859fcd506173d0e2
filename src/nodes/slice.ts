/** A part of a tensor along one axis. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { toggle } from './fields/toggle.ts';
import { through } from './ports.ts';
import { at, describeShape, sizeOf } from './shapes.ts';
import { moved } from './shared/window.ts';
import { asOurs, asTorch, torchAxis } from './torch/layout.ts';

const params = z.strictObject({
  axis: numeric(0, {
    label: 'Axis',
    help: 'Counted from 0 without the batch: 2 is the channels of an image.',
    min: 0,
    max: 3,
    integer: true,
  }),
  start: numeric(0, { label: 'Start', min: 0, max: 1e7, integer: true, unit: 'elements' }),
  length: numeric(1, { label: 'Length', min: 1, max: 1e7, integer: true, unit: 'elements' }),
  drop: toggle(false, {
    label: 'Drop the axis',
    help: 'Of length 1, the axis is taken away: a row of a table becomes a vector.',
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'slice',
  title: 'Slice',
  group: 'Shape',
  aliases: ['split', 'part', 'take', 'narrow', 'index', 'chunk', 'select'],
  summary:
    'Takes a stretch of a tensor along one axis: some elements of a vector, some channels of an image.',
  params,
  badge: ({ axis, start, length }) =>
    `axis ${axis}: ${length === 1 ? start : `${start}–${start + length - 1}`}`,
  isAllowedInObjective: true,
  ports: () => through('tensor'),
  shape: ({ axis, start, length, drop }, inputs) => {
    const input = at(inputs);
    const whole = input[axis];
    if (whole === undefined) {
      return {
        fault: `slice expects a tensor with an axis ${axis}, got ${describeShape(input)}`,
        port: 'in',
        field: 'axis',
      };
    }
    if (start + length > whole) {
      return {
        fault: `slice expects at least ${start + length} elements along axis ${axis}, got ${whole} in ${describeShape(input)}`,
        port: 'in',
        field: 'length',
      };
    }
    if (!drop) return input.map((size, i) => (i === axis ? length : size));
    if (length === 1) return input.filter((_, i) => i !== axis);
    return { fault: `slice drops only an axis of length 1, got length ${length}`, field: 'drop' };
  },
  sees: ({ axis, start, drop }) =>
    drop ? 'all' : [moved(axis === 0 ? start : 0), moved(axis === 1 ? start : 0)],
  forward: ({ tf }, { axis, start, length, drop }, inputs) => {
    const x = at(inputs);
    const before = x.shape.slice(0, axis + 1);
    const after = x.shape.slice(axis + 2);
    // Three axes are enough, and five are too many for WebGPU's padding, which is the gradient.
    const flat = [sizeOf(before), at(x.shape, axis + 1), sizeOf(after)] as const;
    const part = tf.slice(tf.reshape(x, [...flat]), [0, start, 0], [flat[0], length, flat[2]]);
    return tf.reshape(part, [...before, ...(drop ? [] : [length]), ...after]);
  },
  torch: ({ inputShapes, outputShapes }, { axis, start, length, drop }) => {
    const input = at(inputShapes);
    if (drop && (input.length !== 3 || axis < 2)) {
      // Without one of its axes an image is no image, and has our layout.
      const before = input.length === 3 ? asOurs(input) || '.permute(0, 2, 3, 1)' : '';
      const colons = ':, '.repeat(axis + 1);
      return { call: `{0}${before}[${colons}${start}]${asTorch(at(outputShapes))}` };
    }
    const colons = ':, '.repeat(torchAxis(input.length, axis));
    const part = drop ? `${start}` : `${start || ''}:${start + length}`;
    return { call: `{0}[${colons}${part}]` };
  },
};
