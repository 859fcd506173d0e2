/** What is computed on WebGPU in the page, and on `cpu` in the test: named tensors, read back. */
import * as tf from '@tensorflow/tfjs-core';
import { catalog } from '../../../src/nodes/catalog.ts';
import { registerInPlace } from '../../../src/runtime/in-place/change.ts';
import { ops } from '../../../src/runtime/ops/ops.ts';
import { applyGradient, STATE_ROWS } from '../../../src/runtime/optimizers/apply.ts';
import { toTensor } from '../../parity/support/forward.ts';
import type {
  GoldenCase,
  OperationGolden,
  OptimizerGolden,
  Values,
} from '../../parity/support/golden.ts';
import { runCase } from '../../parity/support/run-case.ts';
import { runOperation } from '../../runtime/support/golden-operation.ts';
import { differentiatePenalty, type PenaltyCase } from '../../runtime/support/golden-penalty.ts';
import { imagePenalties } from '../../runtime/support/image-networks.ts';
import { layerValue } from '../../runtime/support/layer-value.ts';
import { penaltyOf, spread, type Value } from '../../runtime/support/second-order.ts';
import { type Found, numbered, prefixed } from './found.ts';

export type Task =
  | { readonly type: 'case'; readonly kind: string; readonly golden: GoldenCase }
  | { readonly type: 'optimizer'; readonly golden: OptimizerGolden }
  | { readonly type: 'operation'; readonly golden: OperationGolden }
  | { readonly type: 'penalty'; readonly golden: PenaltyCase }
  /** A penalty of images, by its name. */
  | { readonly type: 'image penalty'; readonly name: string }
  /** The gradients of a gradient penalty on a layer, or on an operation. */
  | { readonly type: 'second order'; readonly kind: string; readonly golden: GoldenCase }
  | { readonly type: 'second order of an operation'; readonly golden: OperationGolden };

export async function runTask(task: Task): Promise<Found> {
  switch (task.type) {
    case 'case':
      return runGolden(task.kind, task.golden);
    case 'optimizer':
      return runOptimizer(task.golden);
    case 'operation':
      return runGoldenOperation(task.golden);
    case 'penalty':
      return runPenalty(task.golden);
    case 'image penalty': {
      const found = imagePenalties.find(({ golden }) => golden.name === task.name);
      if (!found) throw new Error(`there is no penalty "${task.name}"`);
      return runPenalty(found.golden, found.network);
    }
    case 'second order': {
      const definition = catalog.get(task.kind);
      if (definition?.family !== 'layer') throw new Error(`${task.kind} is no layer`);
      const { value, shapes } = layerValue(definition, task.golden);
      return runSecondOrder(value, shapes);
    }
    case 'second order of an operation': {
      const value: Value = (...inputs) => {
        const curved = inputs.map((x) => tf.add(x, ops.tanh(x)));
        const outputs = runOperation(task.golden, curved);
        return tf.concat(outputs.map((output) => tf.reshape(tf.square(output), [-1])));
      };
      return runSecondOrder(
        value,
        task.golden.inputs.map(({ shape }) => shape),
      );
    }
  }
}

async function runGolden(kind: string, golden: GoldenCase): Promise<Found> {
  const definition = catalog.get(kind);
  if (definition?.family !== 'layer' && definition?.family !== 'loss') {
    throw new Error(`${kind} is neither a layer nor a loss`);
  }
  const outcome = await runCase(definition, golden, ops);
  return {
    output: outcome.output,
    ...numbered('gradient to input', outcome.inputGradients),
    ...prefixed('gradient to', outcome.weightGradients),
    ...prefixed('moved', outcome.updates),
  };
}

async function runOptimizer(golden: OptimizerGolden): Promise<Found> {
  registerInPlace();
  const { optimizer, initial, gradients, learningRates } = golden;
  const weight = toTensor(initial);
  const state = tf.zeros([STATE_ROWS, ...initial.shape]);
  const found: Values[] = [];
  for (const [i, values] of gradients.entries()) {
    const gradient = toTensor(values);
    const pace = { now: { step: i, learningRate: learningRates[i] ?? 0, updates: i + 1 } };
    applyGradient(optimizer, weight, gradient, state, pace);
    found.push(await valuesOf(weight));
    gradient.dispose();
  }
  tf.dispose([weight, state]);
  return numbered('weights after step', found);
}

async function runGoldenOperation(golden: OperationGolden): Promise<Found> {
  const { outputs, gradients } = tf.tidy(() => {
    const inputs = golden.inputs.map(toTensor);
    const upstreams = golden.upstreams.map(toTensor);
    const sum = (...leaves: tf.Tensor[]) =>
      tf.addN(
        runOperation(golden, leaves).map((output, i) => tf.sum(tf.mul(output, upstreams[i] ?? 0))),
      );
    return { outputs: [...runOperation(golden, inputs)], gradients: tf.grads(sum)(inputs) };
  });
  return {
    ...numbered('output', await readAll(outputs)),
    ...numbered('gradient to input', await readAll(gradients)),
  };
}

async function runPenalty(
  golden: PenaltyCase,
  network?: Parameters<typeof differentiatePenalty>[1],
): Promise<Found> {
  const { loss, weightGradients, inputGradients, updates } = differentiatePenalty(golden, network);
  const inputs = inputGradients.map(async (gradient) => gradient && (await readOne(gradient)));
  return {
    loss: await readOne(loss),
    ...numbered('gradient to input', await Promise.all(inputs)),
    ...prefixed('gradient to', await readNamed(weightGradients)),
    ...prefixed('moved', await readNamed(updates)),
  };
}

async function runSecondOrder(
  value: Value,
  shapes: readonly (readonly number[])[],
): Promise<Found> {
  const gradients = tf.tidy(() => {
    const inputs = shapes.map((shape, i) => spread(shape, i + 1));
    return tf.grads(penaltyOf(value))(inputs);
  });
  return numbered('gradient to argument', await readAll(gradients));
}

async function valuesOf(tensor: tf.Tensor): Promise<Values> {
  return { shape: tensor.shape, data: [...(await tensor.data())] };
}

async function readOne(tensor: tf.Tensor): Promise<Values> {
  const values = await valuesOf(tensor);
  tensor.dispose();
  return values;
}

function readAll(tensors: readonly tf.Tensor[]): Promise<Values[]> {
  return Promise.all(tensors.map(readOne));
}

async function readNamed(tensors: ReadonlyMap<string, tf.Tensor>): Promise<Record<string, Values>> {
  const values = await readAll([...tensors.values()]);
  return Object.fromEntries([...tensors.keys()].map((name, i) => [name, values[i] as Values]));
}
