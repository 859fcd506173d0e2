/** Calls a kind's `forward` with given weights and given random numbers, outside of any network. */
import * as tf from '@tensorflow/tfjs-core';
import type {
  Context,
  LayerContext,
  LayerDefinition,
  LossDefinition,
  Ops,
  RandomStream,
} from '../../../src/nodes/define.ts';
import type { GoldenCase, Values } from './golden.ts';

export type Forward = (
  weights: ReadonlyMap<string, tf.Tensor>,
  inputs: readonly tf.Tensor[],
  update?: LayerContext['update'],
) => tf.Tensor;

/** The function of weights and inputs that a golden case describes. */
export function forwardOf(
  definition: LayerDefinition | LossDefinition,
  golden: GoldenCase,
  ops: Ops,
): Forward {
  const params = definition.params.parse(golden.params);
  return (weights, inputs, update = () => {}) => {
    const random = replay(golden.random);
    const batchSize = inputs[0]?.shape[0] ?? golden.output.shape[0] ?? 1;
    const { isTraining } = golden;
    const context: Context = { tf, ops, isTraining, random, iteration: 0, batchSize };
    const weight = (name: string) => {
      const value = weights.get(name);
      if (!value)
        throw new Error(`${definition.kind} asks for a weight "${name}" unknown to PyTorch`);
      return value;
    };
    const layer = { ...context, movesStatistics: isTraining, weight, update };
    if (definition.family === 'layer') return definition.forward(layer, params, inputs);
    const apply = () => {
      throw new Error(`${definition.kind} runs a network, which a golden case has none of`);
    };
    const network = { inputs: [], outputs: [] };
    return definition.forward({ ...layer, apply, network }, params, inputs);
  };
}

export function toTensor({ shape, data, dtype }: Values): tf.Tensor {
  return tf.tensor(data, shape, dtype ?? 'float32');
}

/** Labels stay as they are; everything else may be varied. */
export function isVaried({ dtype }: { readonly dtype?: string | undefined }): boolean {
  return dtype !== 'int32';
}

/** A random stream that gives the numbers that PyTorch was given. */
export function replay(values: readonly Values[]): RandomStream {
  const rest = [...values];
  const next = (shape: number[]) => {
    const value = rest.shift();
    if (!value) throw new Error('the kind draws more random numbers than the golden case holds');
    if (String(value.shape) !== String(shape)) {
      throw new Error(`expected a draw of [${value.shape}], got one of [${shape}]`);
    }
    return toTensor(value);
  };
  const survivors = (shape: number[], rate: number) =>
    tf.div(tf.cast(tf.greaterEqual(next(shape), rate), 'float32'), 1 - rate);
  return { uniform: next, normal: next, truncatedNormal: next, integers: next, survivors };
}
