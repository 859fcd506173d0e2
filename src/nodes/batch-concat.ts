/** Several batches as one. */
import { z } from 'zod';
import type { OperationDefinition, ValueType } from './define.ts';
import { inputCount } from './fields/input-count.ts';
import { ofLabels } from './fields/of-labels.ts';
import { numbered } from './ports.ts';
import { at, describeShape, sameShape, shapeOf } from './shapes.ts';

const params = z.strictObject({ inputs: inputCount(), labels: ofLabels() });

export const definition: OperationDefinition<z.infer<typeof params>> = {
  family: 'operation',
  kind: 'batch-concat',
  title: 'Join batches',
  group: 'Combine',
  aliases: ['cat', 'stack', 'append', 'real and fake', 'batch axis'],
  summary:
    'Puts batches one after the other, so that a network sees real and generated samples as one batch, with common batch statistics. The sizes add up.',
  equation: 'y = [x_0; x_1; \\dots]',
  params,
  badge: ({ inputs, labels }) => `${inputs}${labels ? ' · labels' : ''}`,
  mixesBatches: true,
  regroupsSamples: true,
  ports: ({ inputs, labels }) => {
    const type = labels ? 'label' : 'tensor';
    return {
      inputs: numbered('in', inputs, type),
      outputs: [{ name: 'out', gives: type }],
    };
  },
  outputs: (_, inputs) => {
    const shapes = inputs.map(({ type }) => shapeOf(type));
    const odd = shapes.findIndex((shape) => !sameShape(shape, at(shapes)));
    if (odd >= 0) {
      return {
        fault: `batch-concat expects samples of equal shape, got ${describeShape(at(shapes))} and ${describeShape(at(shapes, odd))}`,
        port: `in${odd}`,
      };
    }
    const batch = inputs.reduce((sum, input) => sum + input.batch, 0);
    return [{ type: inputs.map(({ type }) => type).reduce(wider), batch }];
  },
  forward: ({ tf }, _, inputs) => [tf.concat([...inputs], 0)],
  torch: () => ({ call: 'torch.cat([{inputs}])' }),
};

/** Of labels the one with more classes. */
function wider(first: ValueType, second: ValueType): ValueType {
  return first.type === 'label' && second.type === 'label' && second.classes > first.classes
    ? second
    : first;
}
