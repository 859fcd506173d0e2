/** Runs a kind's `forward` on a golden case: output, gradients, moved weights, all read back. */
import * as tf from '@tensorflow/tfjs-core';
import type {
  Context,
  LayerDefinition,
  LossDefinition,
  Ops,
  RandomStream,
} from '../../../src/nodes/define.ts';
import type { GoldenCase, Values } from './golden.ts';

export interface Outcome {
  readonly output: Values;
  readonly inputGradients: readonly Values[];
  readonly weightGradients: Readonly<Record<string, Values>>;
  readonly updates: Readonly<Record<string, Values>>;
}

export async function runCase(
  definition: LayerDefinition | LossDefinition,
  golden: GoldenCase,
  ops: Ops,
): Promise<Outcome> {
  const params = definition.params.parse(golden.params);
  const inputs = golden.inputs.map(toTensor);
  const weights = new Map(Object.entries(golden.weights).map(([k, v]) => [k, toTensor(v)]));
  const upstream = toTensor(golden.upstream);
  const trained = Object.keys(golden.weightGradients);
  const updates = new Map<string, tf.Tensor>();

  const forward = (
    values: ReadonlyMap<string, tf.Tensor>,
    xs: readonly tf.Tensor[],
    update: (name: string, value: tf.Tensor) => void,
  ): tf.Tensor => {
    const random = replay(golden.random);
    const context: Context = { tf, ops, isTraining: golden.isTraining, random };
    if (definition.family === 'loss') return definition.forward(context, params, xs);
    const weight = (name: string) => {
      const value = values.get(name);
      if (!value)
        throw new Error(`${definition.kind} asks for a weight "${name}" unknown to PyTorch`);
      return value;
    };
    return definition.forward({ ...context, weight, update }, params, xs);
  };

  const output = tf.tidy(() =>
    forward(weights, inputs, (name, value) => updates.set(name, tf.keep(value))),
  );
  const gradients = tf.tidy(() => {
    const leaves = [...inputs, ...trained.map((name) => found(weights, name))];
    return tf.grads((...xs: tf.Tensor[]) => {
      const values = new Map(weights);
      trained.forEach((name, index) => {
        const leaf = xs[inputs.length + index];
        if (leaf) values.set(name, leaf);
      });
      return tf.sum(
        tf.mul(
          forward(values, xs.slice(0, inputs.length), () => {}),
          upstream,
        ),
      );
    })(leaves);
  });

  const read = await Promise.all(gradients.map(toValues));
  const outcome = {
    output: await toValues(output),
    inputGradients: read.slice(0, inputs.length),
    weightGradients: Object.fromEntries(
      trained.map((name, index) => [name, read[inputs.length + index] as Values]),
    ),
    updates: Object.fromEntries(
      await Promise.all([...updates].map(async ([name, value]) => [name, await toValues(value)])),
    ) as Record<string, Values>,
  };
  tf.dispose([inputs, [...weights.values()], upstream, output, gradients, [...updates.values()]]);
  return outcome;
}

function toTensor({ shape, data }: Values): tf.Tensor {
  return tf.tensor(data, shape, 'float32');
}

async function toValues(tensor: tf.Tensor): Promise<Values> {
  return { shape: tensor.shape, data: [...(await tensor.data())] };
}

function found<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined) throw new Error(`golden case without a weight "${name}"`);
  return value;
}

/** A random stream that gives the numbers that PyTorch was given. */
function replay(values: readonly Values[]): RandomStream {
  const rest = [...values];
  const next = (shape: number[]) => {
    const value = rest.shift();
    if (!value) throw new Error('the kind draws more random numbers than the golden case holds');
    if (String(value.shape) !== String(shape)) {
      throw new Error(`expected a draw of [${value.shape}], got one of [${shape}]`);
    }
    return toTensor(value);
  };
  return { uniform: next, normal: next, truncatedNormal: next, integers: next };
}
