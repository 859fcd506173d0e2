/** Batch normalization over all axes but the last. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { through } from './ports.ts';
import { at, sizeOf } from './shapes.ts';
import { affineFields, affineNorm, affineWeights, faultOfNumbers } from './shared/affine.ts';
import {
  batchNormModule,
  batchStatisticsFields,
  movingStatistics,
  normalizeBatch,
} from './shared/batch-statistics.ts';

const params = z.strictObject({ ...batchStatisticsFields(), ...affineFields(true, 'channel') });

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'batch-norm',
  title: 'Batch normalization',
  group: 'Normalization',
  aliases: ['BN', 'BatchNorm2d', 'batchnorm', 'normalize', 'BatchNormalization', 'γ', 'β'],
  summary:
    'Gives every channel mean 0 and variance 1 over the batch (and over height and width), then a learned gain and bias. When sampling it uses moving statistics instead of those of the batch.',
  equation:
    'y = \\gamma\\,\\frac{x - \\mu_\\mathrm{batch}}{\\sqrt{\\sigma^2_\\mathrm{batch} + \\epsilon}} + \\beta',
  paper: {
    title:
      'Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift',
    url: 'https://arxiv.org/abs/1502.03167',
    year: 2015,
  },
  params,
  ports: () => through('tensor'),
  shape: (_, inputs) => faultOfNumbers('batch-norm', at(inputs)) ?? at(inputs),
  weights: (params, inputs) => {
    const shape = [at(inputs).at(-1) ?? 1];
    return [...affineWeights(params, shape), ...movingStatistics(shape)];
  },
  multiplyAdds: (_, __, output) => sizeOf(output),
  forward: (context, params, inputs) => {
    const gain = params.scale ? context.weight('gain') : null;
    const bias = params.center ? context.weight('bias') : null;
    return normalizeBatch(context, params, at(inputs), gain, bias);
  },
  torch: ({ inputShapes }, params) => {
    const { dimensions, arguments: list, isByRow } = batchNormModule(at(inputShapes), params);
    return affineNorm(params, {
      type: `nn.BatchNorm${dimensions}`,
      arguments: list,
      affine: { name: 'affine', isDefault: true },
      ...(isByRow ? { call: '{module}({0}.flatten(0, -2)).view_as({0})' } : {}),
      weights: { movingMean: { name: 'running_mean' }, movingVariance: { name: 'running_var' } },
    });
  },
  traits: ['batch-statistics'],
};
