/** One batch as several. */
import { z } from 'zod';
import type { OperationDefinition } from './define.ts';
import { numeric } from './fields/numeric.ts';
import { ofLabels } from './fields/of-labels.ts';
import { at } from './shapes.ts';

const params = z.strictObject({
  parts: numeric(2, { label: 'Parts', help: 'All of one size.', min: 2, max: 16, integer: true }),
  labels: ofLabels(),
});

export const definition: OperationDefinition<z.infer<typeof params>> = {
  family: 'operation',
  kind: 'batch-split',
  title: 'Split batch',
  group: 'Combine',
  aliases: ['chunk', 'divide', 'real and fake', 'batch axis'],
  summary:
    'Cuts a batch into parts of one size, in order: after a network has seen real and generated samples as one batch, this gives the outputs of each back.',
  equation: '[y_0; y_1; \\dots] = x',
  params,
  badge: ({ parts, labels }) => `${parts}${labels ? ' · labels' : ''}`,
  regroupsSamples: true,
  ports: ({ parts, labels }) => {
    const type = labels ? 'label' : 'tensor';
    return {
      inputs: [{ name: 'in', accepts: type }],
      outputs: Array.from({ length: parts }, (_, index) => ({ name: `out${index}`, gives: type })),
    };
  },
  outputs: ({ parts }, inputs) => {
    const { type, batch } = at(inputs);
    if (batch % parts !== 0) {
      return {
        fault: `batch-split expects a batch that ${parts} divides, got one of ${batch} samples; change the number of parts or the batch size`,
        port: 'in',
        field: 'parts',
      };
    }
    return Array.from({ length: parts }, () => ({ type, batch: batch / parts }));
  },
  forward: ({ tf }, { parts }, inputs) => tf.split(at(inputs), parts, 0),
  torch: (_, { parts }) => ({ call: `{0}.chunk(${parts})` }),
};
