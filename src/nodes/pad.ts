/** A border around an image. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { choice } from './fields/choice.ts';
import { sideFields, sidesBadge } from './fields/sides.ts';
import { through } from './ports.ts';
import { at, imageOf, isFault } from './shapes.ts';
import { extended } from './shared/resampling.ts';
import { moved } from './shared/window.ts';

const params = z.strictObject({
  ...sideFields(1),
  mode: choice('zero', {
    label: 'Mode',
    choices: [
      { value: 'zero', label: 'Zeros' },
      {
        value: 'reflect',
        label: 'Reflect',
        help: 'The inside mirrored at the border, the outermost elements not doubled.',
      },
      { value: 'replicate', label: 'Replicate', help: 'The outermost elements repeated.' },
    ],
  }),
});

const MODULES = {
  zero: 'nn.ZeroPad2d',
  reflect: 'nn.ReflectionPad2d',
  replicate: 'nn.ReplicationPad2d',
} as const;

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'pad',
  title: 'Pad',
  group: 'Shape',
  aliases: ['ReflectionPad2d', 'ZeroPadding2D', 'ReplicationPad2d', 'border', 'mirror', 'reflect'],
  summary:
    'Puts a border around an image: zeros, its mirror image, or its outermost elements again. Before a convolution without padding it spares images the dark rims that zeros leave.',
  params,
  badge: (params) => `${params.mode} ${sidesBadge(params)}`,
  isAllowedInObjective: true,
  ports: () => through('image'),
  shape: ({ top, bottom, left, right, mode }, inputs) => {
    const image = imageOf('pad', at(inputs));
    if (isFault(image)) return image;
    const [height, width, channels] = image;
    if (mode === 'reflect') {
      const [most, length] =
        Math.max(top, bottom) >= height
          ? [Math.max(top, bottom), height]
          : [Math.max(left, right), width];
      if (most >= length) {
        return {
          fault: `reflecting expects a border smaller than the image, got ${most} at an image of ${height}×${width}`,
          port: 'in',
          field: 'mode',
        };
      }
    }
    return [height + top + bottom, width + left + right, channels];
  },
  sees: ({ top, left }) => [moved(-top), moved(-left)],
  forward: ({ tf, ops }, { top, bottom, left, right, mode }, inputs) => {
    const x = at(inputs) as tfjs.Tensor4D;
    if (mode === 'zero') {
      return tf.pad(x, [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ]);
    }
    const rows = extended(x.shape[1], top, bottom, mode);
    return ops.resample(x, rows, extended(x.shape[2], left, right, mode));
  },
  torch: (_, { top, bottom, left, right, mode }) => {
    const sides = [left, right, top, bottom];
    const value = sides.every((side) => side === top) ? top : sides;
    return {
      module: {
        type: MODULES[mode],
        arguments: [{ name: 'padding', value, isPositional: true }],
      },
      call: '{module}({0})',
    };
  },
};
