/** Random numbers of any shape: what a generator makes samples from. */
import { z } from 'zod';
import type { SourceDefinition } from './define.ts';
import { fresh, ownBatchSize } from './fields/fresh.ts';
import { fieldMeta } from './fields/meta.ts';
import { numeric } from './fields/numeric.ts';
import { shape } from './fields/numerics.ts';

const bell = {
  mean: numeric(0, { label: 'Mean', step: 0.1 }),
  stdDev: numeric(1, { label: 'Standard deviation', min: 0, step: 0.1 }),
};
const distribution = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('normal'), ...bell }),
    z.strictObject({
      type: z.literal('uniform'),
      low: numeric(-1, { label: 'Low', step: 0.1 }),
      high: numeric(1, { label: 'High', step: 0.1 }),
    }),
    z.strictObject({ type: z.literal('truncated-normal'), ...bell }),
  ])
  .register(fieldMeta, {
    type: 'variant',
    label: 'Distribution',
    choices: [
      { value: 'normal', label: 'Normal' },
      { value: 'uniform', label: 'Uniform' },
      {
        value: 'truncated-normal',
        label: 'Truncated normal',
        help: 'No value is more than two deviations from the mean.',
      },
    ],
  });

const params = z.strictObject({
  shape: shape(
    [100],
    'Shape',
    'One length for a latent vector; height, width, channels for an image.',
  ),
  distribution: distribution.prefault({ type: 'normal' }),
  fresh: fresh(),
  batchSize: ownBatchSize(),
});

export const definition: SourceDefinition<z.infer<typeof params>> = {
  family: 'source',
  kind: 'noise',
  title: 'Noise',
  group: 'Source',
  aliases: ['latent', 'z', 'random', 'gaussian', 'uniform', 'seed'],
  summary:
    'Draws random numbers for every sample: the latent vector that a generator turns into an image.',
  equation: 'z \\sim p(z)',
  params,
  badge: ({ shape, distribution }) => `${distribution.type} · ${shape.join('×')}`,
  ports: ({ shape }) => ({
    inputs: [],
    outputs: [
      {
        name: 'out',
        gives: shape.length === 3 ? 'image' : shape.length === 1 ? 'vector' : 'tensor',
      },
    ],
  }),
  outputs: ({ shape, distribution }) => {
    if (distribution.type === 'uniform' && distribution.low > distribution.high) {
      return {
        fault: `uniform noise expects a lower bound under its upper bound, got ${distribution.low} and ${distribution.high}`,
        field: 'distribution',
      };
    }
    return [{ type: 'tensor', shape }];
  },
  fresh: ({ fresh }) => fresh,
  batchSize: ({ batchSize }) => batchSize,
  draw: ({ random, batchSize }, { shape, distribution }) => {
    const full = [batchSize, ...shape];
    if (distribution.type === 'uniform') {
      return [random.uniform(full, distribution.low, distribution.high)];
    }
    const { mean, stdDev } = distribution;
    return distribution.type === 'normal'
      ? [random.normal(full, mean, stdDev)]
      : [random.truncatedNormal(full, mean, stdDev)];
  },
};
