/** The largest of each window of an image. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { placed, poolBadge, poolFields, poolShape, poolSight } from './fields/pool.ts';
import { through } from './ports.ts';
import { at } from './shapes.ts';
import { poolModule } from './torch/pool.ts';

const params = z.strictObject(poolFields());

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'max-pool',
  title: 'Max pooling',
  group: 'Shape',
  aliases: ['MaxPool2d', 'MaxPooling2D', 'downsample', 'shrink', 'pooling', 'maximum'],
  summary:
    'Shrinks an image: every element of the output is the largest of a window of the input, channel by channel. Padding is never the largest. Gradients go to that element alone.',
  equation: 'y_{ijk} = \\max_{u,v < n} x_{si+u-p,\\;sj+v-p,\\;k}',
  params,
  badge: poolBadge,
  isAllowedInObjective: true,
  ports: () => through('image'),
  shape: (params, inputs) => poolShape('max-pool', params, inputs),
  sees: poolSight,
  forward: ({ ops }, params, inputs) => {
    const x = at(inputs) as tfjs.Tensor4D;
    return ops.maxPool(x, params.size, params.stride, placed('max-pool', params, x.shape));
  },
  torch: ({ inputShapes }, params) => {
    const { padding } = placed('max-pool', params, [1, ...at(inputShapes)]);
    return poolModule('nn.MaxPool2d', params, { padding, value: 'float("-inf")' }, []).torch;
  },
};
