/** Fully connected layer: a matrix and a bias. */
import type * as tfjs from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition } from './define.ts';
import { weightFields } from './fields/kernel.ts';
import { numeric } from './fields/numeric.ts';
import { through } from './ports.ts';
import { at, describeShape } from './shapes.ts';
import { biased, kernelOf, kernelWeights } from './shared/kernel-weights.ts';
import { positional, weighted } from './torch/conv.ts';
import { equalizedLinear } from './torch/equalized.ts';

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
  aliases: [
    'fully connected',
    'Linear',
    'fc',
    'matrix',
    'perceptron',
    'MLP',
    'nn.Linear',
    'Gemm',
    'Wx + b',
  ],
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
  weights: (params, inputs) => {
    const features = at(at(inputs));
    const { units } = params;
    return kernelWeights(params, {
      shape: [features, units],
      fans: [features, units],
      outputs: units,
      inputs: [features],
    });
  },
  multiplyAdds: ({ units }, inputs) => at(at(inputs)) * units,
  forward: (context, params, inputs) => {
    const x = at(inputs) as tfjs.Tensor2D;
    const kernel = kernelOf(context, params, [x.shape[1]]);
    return biased(context, params, context.ops.dense(x, kernel as tfjs.Tensor2D));
  },
  torch: ({ inputShapes }, params) =>
    weighted(params, {
      type: 'nn.Linear',
      equalized: equalizedLinear,
      arguments: [
        positional('in_features', at(at(inputShapes))),
        positional('out_features', params.units),
      ],
      call: '{module}({0})',
      kernel: { axes: [1, 0] },
      vector: {},
    }),
};
