/** The same number everywhere. */
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { IN_OBJECTIVE, ownBatchSize } from './fields/fresh.ts';
import { numeric } from './fields/numeric.ts';
import { numerics } from './fields/numerics.ts';
import { torchLengths } from './torch/layout.ts';

const params = z.strictObject({
  shape: numerics([], {
    label: 'Shape',
    help: 'Height, width, channels; or one length for a vector; empty for one number for each sample.',
    min: 1,
    max: 1e7,
    integer: true,
    maxLength: 4,
  }),
  value: numeric(1, { label: 'Value', min: -1e9, max: 1e9 }),
  batchSize: ownBatchSize(IN_OBJECTIVE),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'constant',
  title: 'Constant',
  group: 'Source',
  aliases: ['number', 'fill', 'zeros', 'ones', 'value'],
  summary:
    'Gives a tensor that holds one number everywhere, or just that number for each sample. It does not learn.',
  equation: 'y = v',
  params,
  badge: ({ shape, value }) => [value, ...(shape.length > 0 ? [shape.join('×')] : [])].join(' · '),
  isAllowedInObjective: true,
  ports: ({ shape }) => ({
    inputs: [],
    outputs: [
      {
        name: 'out',
        gives: shape.length === 3 ? 'image' : shape.length === 1 ? 'vector' : 'tensor',
      },
    ],
  }),
  shape: ({ shape }) => shape,
  batchSize: ({ batchSize }) => batchSize,
  valueAt: ({ value }) => value,
  forward: ({ tf, batchSize }, { shape, value }) =>
    tf.fill([batchSize, ...shape], value, 'float32'),
  traits: ['passes-gradient-not'],
  torch: (_, { shape, value }) => ({
    call: `torch.full((${['{batch}', ...torchLengths(shape)].join(', ')}${shape.length === 0 ? ',' : ''}), ${float(value)}, device={device})`,
  }),
};

/** `torch.full` makes integers of `1`. */
function float(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
