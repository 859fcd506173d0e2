/** Fully connected layer: a matrix and a bias. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { weightFields } from './fields/kernel.ts';
import { numeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at, describeShape } from './shapes.ts';

const params = z.strictObject({
  units: numeric(128, {
    label: 'Units',
    help: 'Length of the output vector.',
    min: 1,
    max: 1e7,
    integer: true,
  }),
  ...weightFields(),
});

/** Kernel [features, units]. */
export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'dense',
  title: 'Dense',
  group: 'Dense and convolution',
  aliases: ['fully connected', 'linear', 'fc', 'matrix', 'perceptron'],
  summary:
    'Multiplies a vector by a learned matrix and adds a learned bias. Every output sees every input; flatten images first.',
  equation: 'y = xW + b',
  params,
  badge: ({ units }) => `${units}`,
  ports: () => through('vector'),
  shape: ({ units }, inputs) => {
    const input = at(inputs);
    if (input.length === 1) return [units];
    return {
      fault: `dense expects a vector, got ${describeShape(input)}; put a flatten before it`,
      port: 'in',
    };
  },
  weights: ({ units, bias, kernelInitializer, biasInitializer }, inputs) => {
    const features = at(at(inputs));
    const fans = [features, units] as const;
    const kernel = {
      name: 'kernel',
      shape: [features, units],
      initializer: kernelInitializer,
      isTrainable: true,
      fans,
    };
    if (!bias) return [kernel];
    return [
      kernel,
      { name: 'bias', shape: [units], initializer: biasInitializer, isTrainable: true, fans },
    ];
  },
  multiplyAdds: ({ units }, inputs) => at(at(inputs)) * units,
  forward: ({ tf, ops, weight }, { bias }, inputs) => {
    const product = ops.dense(at(inputs) as tfjs.Tensor2D, weight('kernel') as tfjs.Tensor2D);
    return bias ? tf.add(product, weight('bias')) : product;
  },
};
