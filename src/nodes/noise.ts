/** Random numbers of any shape: what a generator makes samples from. */
import { z } from 'zod';
import type { SourceDefinition } from './define.ts';
import { fresh, ownBatchSize } from './fields/fresh.ts';
import { fieldMeta } from './fields/meta.ts';
import { numeric } from './fields/numeric.ts';
import { shape } from './fields/numerics.ts';
import type { TorchHelper } from './torch.ts';

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

/** The share of a normal that lies within two deviations is erf(√2), as in `runtime/random/distribution.ts`. */
const TRUNCATED_NORMAL: TorchHelper = {
  name: 'truncated_normal',
  code: `def truncated_normal(
    shape: tuple[int, ...], mean: float, std: float, device: torch.device
) -> torch.Tensor:
    """Normal numbers within two deviations of the mean, from uniform ones."""
    uniform = torch.rand(shape, device=device) * 2 - 1
    return torch.erfinv(uniform * math.erf(math.sqrt(2))) * (std * math.sqrt(2)) + mean`,
  imports: ['import math'],
};

export const definition: SourceDefinition<z.infer<typeof params>> = {
  family: 'source',
  kind: 'noise',
  title: 'Noise',
  group: 'Source',
  aliases: ['latent', 'z', 'random', 'gaussian', 'uniform', 'seed', 'ε', 'N(0, I)'],
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
  center: ({ distribution }) =>
    distribution.type === 'uniform'
      ? (distribution.low + distribution.high) / 2
      : distribution.mean,
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
  torch: (_, { shape, distribution }) => {
    const size = `({batch}, ${channelsFirst(shape).join(', ')})`;
    switch (distribution.type) {
      case 'uniform': {
        const { low, high } = distribution;
        const range = Number((high - low).toPrecision(12));
        return { call: scaled(`torch.rand(${size}, device={device})`, range, low) };
      }
      case 'normal': {
        const { mean, stdDev } = distribution;
        return { call: scaled(`torch.randn(${size}, device={device})`, stdDev, mean) };
      }
      case 'truncated-normal': {
        const { mean, stdDev } = distribution;
        return {
          call: `truncated_normal(${size}, ${mean}, ${stdDev}, {device})`,
          helpers: [TRUNCATED_NORMAL],
        };
      }
    }
  },
};

/** `drawn * factor + offset`, without what changes nothing. */
function scaled(drawn: string, factor: number, offset: number): string {
  const product = factor === 1 ? drawn : `${drawn} * ${factor}`;
  if (offset === 0) return product;
  return `${product} ${offset < 0 ? '-' : '+'} ${Math.abs(offset)}`;
}

function channelsFirst(shape: readonly number[]): readonly number[] {
  const [height = 1, width = 1, channels = 1] = shape;
  return shape.length === 3 ? [channels, height, width] : shape;
}
