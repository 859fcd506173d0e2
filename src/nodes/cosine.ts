/** One minus the cosine of the angle between two vectors. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LossDefinition } from './define.ts';
import { at } from './shapes.ts';
import { checkPair, pairPorts } from './shared/pair.ts';

const params = z.strictObject({});

/** Under each root: the cosine with a vector of zeros is 0, and any other is as it is. */
const EPSILON = 1e-16;

export const definition: LossDefinition<z.infer<typeof params>> = {
  family: 'loss',
  kind: 'cosine',
  title: 'Cosine distance',
  group: 'Loss',
  aliases: ['cosine similarity', 'CosineEmbeddingLoss', 'angle', 'direction', 'embedding'],
  summary:
    'One minus the cosine of the angle between prediction and target, along the last axis: features of a vector, channels of a pixel. Looks at directions only. Mean over everything else.',
  equation:
    'L = \\mathbb{E}\\Bigl[1 - \\frac{x^\\top t}{\\lVert x \\rVert\\,\\lVert t \\rVert}\\Bigr]',
  params,
  ports: () => pairPorts(),
  check: (_, inputs) => checkPair('cosine', inputs),
  side: () => 'generator',
  forward: ({ tf }, _, inputs) => {
    const [prediction, target] = [at(inputs), at(inputs, 1)];
    const length = (x: tfjs.Tensor) => tf.sqrt(tf.add(tf.sum(tf.square(x), -1), EPSILON));
    const cosine = tf.div(
      tf.sum(tf.mul(prediction, target), -1),
      tf.mul(length(prediction), length(target)),
    );
    return tf.sub(1, tf.mean(cosine)) as tfjs.Scalar;
  },
  // The last axis here is the second there, for vectors and for images.
  torch: ({ inputShapes }) => {
    const dim = [1, 3].includes(inputShapes[0]?.length ?? 1) ? 1 : -1;
    return { call: `(1 - F.cosine_similarity({0}, {1}, dim=${dim})).mean()` };
  },
};
