/** Random class indices, for class-conditional generators. */
import { z } from 'zod';
import type { SourceDefinition } from './define.ts';
import { fresh, ownBatchSize } from './fields/fresh.ts';
import { numeric } from './fields/numeric.ts';

const params = z.strictObject({
  classes: numeric(10, { label: 'Classes', min: 1, max: 10_000, integer: true }),
  fresh: fresh(),
  batchSize: ownBatchSize(),
});

export const definition: SourceDefinition<z.infer<typeof params>> = {
  family: 'source',
  kind: 'random-label',
  title: 'Random label',
  group: 'Source',
  aliases: ['class', 'condition', 'category', 'conditional', 'y'],
  summary: 'Draws a class for every sample, all classes equally likely.',
  equation: 'c \\sim \\mathcal{U}\\{0, \\dots, n - 1\\}',
  params,
  badge: ({ classes }) => `${classes}`,
  ports: () => ({ inputs: [], outputs: [{ name: 'label', gives: 'label' }] }),
  outputs: ({ classes }) => [{ type: 'label', classes }],
  fresh: ({ fresh }) => fresh,
  batchSize: ({ batchSize }) => batchSize,
  draw: ({ random, batchSize }, { classes }) => [random.integers([batchSize], 0, classes)],
  torch: (_, { classes }) => ({
    call: `torch.randint(${classes}, ({batch},), device={device})`,
  }),
};
