/** Runs steps of the plan in order, each on the values of those before it. */
import * as tf from '@tensorflow/tfjs-core';
import type { Program, Step } from '../../compiler/program.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import type { Context, RandomStream } from '../../nodes/define.ts';
import type { Network } from '../models/network.ts';
import { ops } from '../ops/ops.ts';
import { createRandomStream } from '../random/stream.ts';
import { layerStream } from './random-keys.ts';

export type Values = Map<string, tf.Tensor>;

/** All that steps read besides values. */
export interface Surroundings {
  readonly program: Program;
  readonly networks: ReadonlyMap<string, Network>;
  readonly seed: number;
  readonly step: number;
  readonly repeat: number;
  readonly isTraining: boolean;
  /** All outputs of a source, in order. */
  draw(source: number): readonly tf.Tensor[];
  /** A value that an earlier phase kept. */
  recall(value: string): tf.Tensor;
  /** Tensors in place of a network's weights, if any. */
  substitutes?(network: string): ReadonlyMap<string, tf.Tensor> | undefined;
}

export function evaluate(steps: readonly Step[], values: Values, around: Surroundings): void {
  for (const step of steps) run(step, values, around);
}

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
      const network = around.networks.get(step.network);
      if (!network) throw new Error(`internal: the plan applies an unknown "${step.network}"`);
      const { seed, step: iteration, repeat, isTraining } = around;
      const { stream, updatesStatistics } = step;
      const substitutes = around.substitutes?.(step.network);
      const outputs = network.run(
        step.inputs.map(read),
        { seed, step: iteration, stream, repeat, updatesStatistics, substitutes },
        isTraining,
      );
      step.outputs.forEach((name, i) => {
        const tensor = outputs[i];
        if (tensor) values.set(name, tensor);
      });
      return;
    }
    case 'operate': {
      const definition = definitionOf(step.kind);
      if (definition?.family !== 'layer') throw unknownKind(step.kind);
      const context = {
        ...contextOf(step.stream, around),
        weight: (name: string) => {
          throw new Error(`internal: ${step.kind} asks for a weight "${name}" in the objective`);
        },
        update: () => {},
      };
      const output = definition.forward(context, step.params as never, step.inputs.map(read));
      values.set(step.output, output);
      return;
    }
    case 'stop':
      values.set(step.output, detach(read(step.input)));
      return;
    case 'recall':
      values.set(step.value, around.recall(step.value));
      return;
    case 'loss': {
      const definition = definitionOf(step.kind);
      if (definition?.family !== 'loss') throw unknownKind(step.kind);
      const context = contextOf(step.stream, around);
      const loss = definition.forward(context, step.params as never, step.inputs.map(read));
      values.set(step.output, loss);
      return;
    }
    default:
      unreachable(step);
  }
}

export function readValue(values: ReadonlyMap<string, tf.Tensor>, name: string): tf.Tensor {
  const value = values.get(name);
  if (!value) throw new Error(`internal: the plan reads "${name}" before it is there`);
  return value;
}

function contextOf(stream: number, { seed, step, repeat, isTraining }: Surroundings): Context {
  let random: RandomStream | null = null;
  return {
    tf,
    ops,
    isTraining,
    get random() {
      random ??= createRandomStream(seed, step, layerStream(stream, repeat, 0));
      return random;
    },
  };
}

/** The same buffer under a tensor that the tape has not seen. */
export function detach(x: tf.Tensor): tf.Tensor {
  tf.engine().backend.incRef(x.dataId);
  return tf.engine().makeTensorFromDataId(x.dataId, x.shape, x.dtype);
}

function unknownKind(kind: string): Error {
  return new Error(`internal: the plan holds a step of unknown kind "${kind}"`);
}

function unreachable(value: never): never {
  throw new Error(`internal: no step of the form ${JSON.stringify(value)}`);
}
