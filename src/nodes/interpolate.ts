/** Random mixtures of two batches. */
import { z } from 'zod';
import type { OperationDefinition } from './define.ts';
import { numbered } from './ports.ts';
import { at, describeShape, sameShape, shapeOf } from './shapes.ts';
import { betweenSamples, INTERPOLATE } from './shared/interpolation.ts';

const params = z.strictObject({});

export const definition: OperationDefinition<z.infer<typeof params>> = {
  family: 'operation',
  kind: 'interpolate',
  title: 'Interpolate',
  group: 'Combine',
  aliases: ['mix', 'between', 'convex combination', 'random lerp', 'mixup'],
  summary:
    'Takes for every sample a random point on the line between the two inputs. A gradient penalty does this itself; here the points can be used for anything.',
  equation: 'y = x_0 + \\epsilon\\,(x_1 - x_0), \\quad \\epsilon \\sim \\mathcal{U}(0, 1)',
  paper: {
    title: 'Improved Training of Wasserstein GANs',
    url: 'https://arxiv.org/abs/1704.00028',
    year: 2017,
  },
  params,
  ports: () => ({
    inputs: numbered('in', 2, 'tensor'),
    outputs: [{ name: 'out', gives: 'tensor' }],
  }),
  outputs: (_, inputs) => {
    const [first, second] = [shapeOf(at(inputs).type), shapeOf(at(inputs, 1).type)];
    if (sameShape(first, second)) return [at(inputs)];
    return {
      fault: `interpolate expects equal shapes, got ${describeShape(first)} and ${describeShape(second)}`,
      port: 'in1',
    };
  },
  forward: (context, _, inputs) => [betweenSamples(context, at(inputs), at(inputs, 1))],
  torch: () => ({ call: 'interpolate({0}, {1})', helpers: [INTERPOLATE] }),
};
