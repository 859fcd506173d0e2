/** A layer, as a golden case sets it up, as a function whose second-order gradients are worth a look. */
import * as tf from '@tensorflow/tfjs-core';
import { catalog } from '../../../src/nodes/catalog.ts';
import type { LayerDefinition } from '../../../src/nodes/define.ts';
import { ops } from '../../../src/runtime/ops/ops.ts';
import { forwardOf, isVaried, toTensor } from '../../parity/support/forward.ts';
import type { GoldenCase } from '../../parity/support/golden.ts';
import type { Value } from './second-order.ts';

export interface LayerValue {
  readonly value: Value;
  /** Of its arguments: all inputs that are no labels, then all trained weights. */
  readonly shapes: readonly (readonly number[])[];
}

/** All layers that have something to differentiate: an input that is no label, or weights. */
export const differentiable = [...catalog.values()].filter(
  (definition): definition is LayerDefinition =>
    definition.family === 'layer' &&
    (definition.weights !== undefined ||
      definition
        .ports(definition.params.parse({}))
        .inputs.some(({ accepts }) => accepts !== 'label')),
);

export function layerValue(definition: LayerDefinition, golden: GoldenCase): LayerValue {
  const forward = forwardOf(definition, golden, ops);
  const varied = golden.inputs.filter(isVaried);
  const trained = Object.keys(golden.weightGradients);
  const value: Value = (...leaves) => {
    // Something nonlinear before and after, so that the penalty of a linear layer depends on its input.
    const rest = leaves.map((leaf) => tf.add(leaf, ops.tanh(leaf)));
    const inputs = golden.inputs.map((given) =>
      isVaried(given) ? (rest.shift() ?? toTensor(given)) : toTensor(given),
    );
    const weights = Object.entries(golden.weights).map(
      ([name, values]) => [name, toTensor(values)] as const,
    );
    // Smaller ones keep attention's exponents, four weights deep, within reach of finite differences.
    const moved = trained.map((name, i) => [name, tf.mul(rest[i] as tf.Tensor, 0.3)] as const);
    return tf.square(forward(new Map([...weights, ...moved]), inputs));
  };
  const shapes = [
    ...varied.map(({ shape }) => shape),
    ...trained.map((name) => golden.weights[name]?.shape ?? []),
  ];
  return { value, shapes };
}
