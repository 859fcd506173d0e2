/** The mean of each window of an image. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { placed, poolBadge, poolFields, poolShape, poolSight } from './fields/pool.ts';
import { toggle } from './fields/toggle.ts';
import { through } from './ports.ts';
import { at, sizeOf } from './shapes.ts';
import { windows } from './shared/resampling.ts';
import { type PoolPadding, poolModule } from './torch/pool.ts';

const params = z.strictObject({
  ...poolFields(),
  countPadding: toggle(true, {
    label: 'Count padding',
    help: 'The zeros of the padding are part of the mean. Without it a window that reaches over the edge is the mean of what is there.',
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'avg-pool',
  title: 'Average pooling',
  group: 'Shape',
  aliases: ['AvgPool2d', 'AveragePooling2D', 'downsample', 'mean', 'shrink', 'pooling'],
  summary:
    'Shrinks an image: every element of the output is the mean of a window of the input, channel by channel.',
  equation: 'y_{ijk} = \\frac{1}{n^2} \\sum_{u,v < n} x_{si+u-p,\\;sj+v-p,\\;k}',
  params,
  badge: poolBadge,
  isAllowedInObjective: true,
  ports: () => through('image'),
  shape: (params, inputs) => poolShape('avg-pool', params, inputs),
  multiplyAdds: ({ size }, _, output) => size * size * sizeOf(output),
  sees: poolSight,
  forward: ({ ops }, params, inputs) => {
    const x = at(inputs) as tfjs.Tensor4D;
    const { padding, height, width } = placed('avg-pool', params, x.shape);
    const { size, stride, countPadding } = params;
    const tapsOf = (length: number, count: number, before: number) =>
      windows(length, {
        count,
        stride,
        before,
        weights: Array.from({ length: size }, () => 1 / size),
        isRenormalized: !countPadding,
      });
    const rows = tapsOf(x.shape[1], height, padding[0]);
    return ops.resample(x, rows, tapsOf(x.shape[2], width, padding[2]));
  },
  torch: ({ inputShapes }, params) => {
    const { padding } = placed('avg-pool', params, [1, ...at(inputShapes)]);
    const counted = params.countPadding || Math.max(...padding) === 0;
    const fill: PoolPadding = { padding, value: null };
    const code = poolModule('nn.AvgPool2d', params, fill, [
      ...(counted ? [] : [{ name: 'count_include_pad', value: false }]),
    ]);
    if (counted || !code.isPaddedBefore) return code.torch;
    // What is padded before the module counts there: divided by the share of each window that is no padding.
    const [top, bottom, left, right] = padding;
    const ones = `F.pad(torch.ones_like({0}), (${left}, ${right}, ${top}, ${bottom}))`;
    const { torch } = poolModule('nn.AvgPool2d', params, fill, []);
    return { ...torch, call: `${torch.call} / {module}(${ones})` };
  },
};
