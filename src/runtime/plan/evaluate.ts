/** Runs steps of the plan in order, each on the values of those before it. */
import * as tf from '@tensorflow/tfjs-core';
import type { Program, Step } from '../../compiler/program.ts';
import { outputsOf } from '../../compiler/step-values.ts';
import type { Move, Together } from '../../compiler/together.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import type { Context, LossContext, RandomStream } from '../../nodes/define.ts';
import { change } from '../in-place/change.ts';
import { type Intervene, type LayerCall, scheduled } from '../models/layer.ts';
import type { Network } from '../models/network.ts';
import { detach } from '../ops/detach.ts';
import { ops } from '../ops/ops.ts';
import { createRandomStream } from '../random/stream.ts';
import { refuseRecording } from '../replay/live.ts';
import type { LossStep, PoolStep } from './parts.ts';
import { layerStream } from './random-keys.ts';

export type Values = Map<string, tf.Tensor>;

type OperateStep = Extract<Step, { type: 'operate' }>;

/** All that steps read besides values. */
export interface Surroundings {
  readonly program: Program;
  readonly networks: ReadonlyMap<string, Network>;
  readonly seed: number;
  readonly step: number;
  readonly repeat: number;
  readonly isTraining: boolean;
  /** Counted from 0: what schedules are evaluated at. Not `step`, which keys random numbers. */
  readonly iteration: number;
  /** Samples here for each sample of the program: a view's batches have a size of their own. */
  readonly scale: number;
  /** All outputs of a source, in order. */
  draw(source: number): readonly tf.Tensor[];
  /** A value that an earlier phase kept. */
  recall(value: string): tf.Tensor;
  /** State of a loss, named `NODE/weight`. */
  lossState(name: string): tf.Tensor;
  /** Samples exchanged with a buffer of earlier ones; absent where nothing is to be remembered. */
  pool?(step: PoolStep, samples: tf.Tensor): tf.Tensor;
  /** Tensors in place of a network's weights, if any. */
  substitutes?(network: string): ReadonlyMap<string, tf.Tensor> | undefined;
  /** Sees what every layer of every network gives. */
  observe?(network: string, layer: string, output: tf.Tensor): void;
  /** Sees every value of the objective, when it has been made. */
  observeValue?(node: string, value: tf.Tensor): void;
  /** Stands between layers and operations and what they compute. */
  readonly intervene?: Intervene;
  /** Looks on only: neither statistics of layers nor state of losses move. */
  readonly isOnlooker?: boolean;
}

export function evaluate(moves: readonly Move[], values: Values, around: Surroundings): void {
  for (const move of moves) {
    if (move.type === 'together') runTogether(move, values, around);
    else run(move, values, around);
    if (!around.observeValue) continue;
    const made = move.type === 'together' ? move.calls.flatMap(outputsOf) : outputsOf(move);
    for (const name of made) {
      const value = values.get(name);
      if (value) around.observeValue(nodeOf(name), value);
    }
  }
}

const nodeOf = (value: string): string => value.slice(0, value.indexOf('.'));

function run(step: Step, values: Values, around: Surroundings): void {
  const read = (name: string) => readValue(values, name);
  switch (step.type) {
    case 'draw': {
      // A source drawn by an earlier phase may have more outputs than this phase reads.
      const drawn = around.draw(step.source);
      const outputs = around.program.sources[step.source]?.outputs ?? [];
      outputs.forEach(({ value }, i) => {
        const tensor = drawn[i];
        if (tensor) values.set(value, tensor);
      });
      return;
    }
    case 'apply': {
      const { network, stream, updatesStatistics } = step;
      const inputs = step.inputs.map(read);
      put(step.outputs, runNetwork(network, inputs, stream, updatesStatistics, around), values);
      return;
    }
    case 'operate': {
      put(step.outputs, operate(step, step.inputs.map(read), around), values);
      return;
    }
    case 'stop':
      values.set(step.output, detach(read(step.input)));
      return;
    case 'pool': {
      const samples = detach(read(step.input));
      values.set(step.output, around.pool?.(step, samples) ?? samples);
      return;
    }
    case 'recall':
      values.set(step.value, around.recall(step.value));
      return;
    case 'loss': {
      values.set(step.output, lossOf(step, step.inputs.map(read), around));
      return;
    }
    default:
      unreachable(step);
  }
}

/** Layers that let samples pass apart draw nothing and move nothing: whose stream it is does not matter. */
function runTogether({ network, calls }: Together, values: Values, around: Surroundings): void {
  const given = calls.map(({ inputs }) => inputs.map((name) => readValue(values, name)));
  const [first = []] = given;
  const inputs = first.map((_, port) =>
    tf.concat(
      given.flatMap((one) => one[port] ?? []),
      0,
    ),
  );
  const samples = given.map(([input]) => input?.shape[0] ?? 0);
  const outputs = runNetwork(network, inputs, calls[0]?.stream ?? 0, false, around);
  const parts = outputs.map((output) => tf.split(output, samples, 0));
  calls.forEach((call, i) => {
    put(
      call.outputs,
      parts.flatMap((part) => part[i] ?? []),
      values,
    );
  });
}

export function readValue(values: ReadonlyMap<string, tf.Tensor>, name: string): tf.Tensor {
  const value = values.get(name);
  if (!value) throw new Error(`internal: the plan reads "${name}" before it is there`);
  return value;
}

function put(names: readonly string[], tensors: readonly tf.Tensor[], values: Values): void {
  names.forEach((name, i) => {
    const tensor = tensors[i];
    if (tensor) values.set(name, tensor);
  });
}

function runNetwork(
  name: string,
  inputs: readonly tf.Tensor[],
  stream: number,
  updatesStatistics: boolean,
  around: Surroundings,
): readonly tf.Tensor[] {
  const { networks, substitutes, seed, step, iteration, repeat, isTraining } = around;
  const network = networks.get(name);
  if (!network) throw new Error(`internal: the plan runs an unknown network "${name}"`);
  const keys = { seed, step, iteration, stream, repeat };
  const evaluation = {
    ...keys,
    updatesStatistics: updatesStatistics && !around.isOnlooker,
    substitutes: substitutes?.(name),
    intervene: around.intervene,
    observe:
      around.observe &&
      ((layer: string, output: tf.Tensor) => around.observe?.(name, layer, output)),
  };
  return network.run(inputs, evaluation, isTraining);
}

function operate(
  { kind, node, params, stream, outputTypes }: OperateStep,
  inputs: readonly tf.Tensor[],
  around: Surroundings,
): readonly tf.Tensor[] {
  const definition = definitionOf(kind);
  // Without inputs there is nothing to read the batch from but the program.
  const batch = inputs[0]?.shape[0] ?? Math.round((outputTypes[0]?.batch ?? 1) * around.scale);
  const context = contextOf(stream, batch, around);
  if (definition?.family === 'operation') {
    return definition.forward(context, params as never, inputs);
  }
  if (definition?.family !== 'layer') throw unknownKind(kind);
  const weight = (name: string) => {
    throw new Error(`internal: ${node} asks for a weight "${name}" in the objective`);
  };
  // Assigned, not spread: a getter that is read draws or refuses.
  const layer = Object.assign(context, { movesStatistics: false, weight, update: () => {} });
  const forward: LayerCall['forward'] = (params, inputs) =>
    scheduled(definition, params, around.iteration, batch) ??
    definition.forward(layer, params as never, inputs);
  return [
    around.intervene?.({ kind, layer: node, params, inputs, forward }) ?? forward(params, inputs),
  ];
}

function lossOf(
  { kind, node, params, stream, network }: LossStep,
  inputs: readonly tf.Tensor[],
  around: Surroundings,
): tf.Scalar {
  const definition = definitionOf(kind);
  if (definition?.family !== 'loss') throw unknownKind(kind);
  const used = around.program.networks.find(({ name }) => name === network);
  const plain = contextOf(stream, inputs[0]?.shape[0] ?? 1, around);
  const context: LossContext = Object.assign(plain, {
    movesStatistics: around.isTraining && !around.isOnlooker,
    weight: (name: string) => around.lossState(`${node}/${name}`),
    update: (name: string, value: tf.Tensor, keep: number, factor: number) => {
      if (!around.isTraining || around.isOnlooker) return;
      change(around.lossState(`${node}/${name}`), 'average', [value], [keep, factor]);
    },
    apply: (given: readonly tf.Tensor[]) => {
      if (network === null) throw new Error(`internal: ${node} runs a network, but names none`);
      return runNetwork(network, given, stream, false, around);
    },
    network: {
      inputs: used?.inputs.map(({ name }) => name) ?? [],
      outputs: used?.outputs.map(({ name }) => name) ?? [],
    },
  });
  return definition.forward(context, params as never, inputs);
}

function contextOf(
  stream: number,
  batchSize: number,
  { seed, step, iteration, repeat, isTraining }: Surroundings,
): Context {
  let random: RandomStream | null = null;
  return {
    tf,
    ops,
    isTraining,
    get iteration() {
      refuseRecording('a node of the objective goes by the number of the iteration');
      return iteration;
    },
    batchSize,
    get random() {
      random ??= createRandomStream(seed, step, layerStream(stream, repeat, 0));
      return random;
    },
  };
}

function unknownKind(kind: string): Error {
  return new Error(`internal: the plan holds a step of unknown kind "${kind}"`);
}

function unreachable(value: never): never {
  throw new Error(`internal: no step of the form ${JSON.stringify(value)}`);
}
