/**
 * A network's layers in training, one after the other in the program's order; what no later one reads is freed at once. Parts that
 * are to be computed again keep their inputs alone, and stand on the tape as one node.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { LayerProgram, NetworkProgram } from '../../compiler/program.ts';
import { isRecomputed, lastReads, partsOf, type RecomputedPart } from '../../compiler/recompute.ts';
import { keepWhole } from '../kernels/webgpu/waiting-product.ts';
import {
  addToTape,
  isRecordingOwn,
  nextTensorId,
  offTape,
  type Rerun,
  recordTape,
} from '../plan/tape.ts';
import type { Evaluation, KindLayer, StateMemory } from './layer.ts';

type Values = Map<string, tf.Tensor>;
type Layers = ReadonlyMap<string, KindLayer>;

/** Outputs in the program's order. */
export function runParts(
  program: NetworkProgram,
  layers: Layers,
): (inputs: readonly tf.Tensor[], evaluation: Evaluation) => readonly tf.Tensor[] {
  const parts = partsOf(program);
  const given = program.outputs.map(({ layer }) => layer);
  const lastRead = lastReads(program);
  const shared = readTwice(program);
  return (inputs, evaluation) => {
    const values: Values = new Map();
    program.inputs.forEach(({ name }, i) => {
      const input = inputs[i];
      if (input) values.set(`input:${name}`, input);
    });
    const run: RunLayers = (own, at, there, how, spared) =>
      runEach(own, at, there, {
        layers,
        evaluation: how,
        first: inputs[0],
        lastRead,
        shared,
        spared,
      });
    // Who looks on or steps in wants every layer once.
    const isPlain = evaluation.observe !== undefined || evaluation.intervene !== undefined;
    return tf.tidy(() => {
      let at = 0;
      for (const part of parts) {
        const own = isRecomputed(part) ? part.layers : [part];
        if (!isRecomputed(part) || isPlain || !isRecordingOwn()) {
          run(own, at, values, evaluation, []);
        } else {
          runOnce(part, values, layers, (there, states) =>
            run(own, part.at, there, { ...evaluation, states }, part.inputs),
          );
          free(part.inputs, values, lastRead, at + own.length - 1);
        }
        at += own.length;
      }
      return given.map((id) => valueIn(values, id));
    });
  };
}

/** From the position `at` on; `spared` are values that stay whoever reads them. */
type RunLayers = (
  own: readonly LayerProgram[],
  at: number,
  values: Values,
  evaluation: Evaluation,
  spared: readonly string[],
) => void;

interface Run {
  readonly layers: Layers;
  readonly evaluation: Evaluation;
  /** What layers without inputs read the size of the batch from. */
  readonly first: tf.Tensor | undefined;
  readonly lastRead: ReadonlyMap<string, number>;
  readonly shared: ReadonlySet<string>;
  readonly spared: readonly string[];
}

/** Layers with several readers. */
function readTwice({ layers, outputs }: NetworkProgram): ReadonlySet<string> {
  const reads = [...layers.flatMap(({ inputs }) => inputs), ...outputs.map(({ layer }) => layer)];
  return new Set(reads.filter((id, at) => reads.indexOf(id) !== at));
}

function runEach(
  own: readonly LayerProgram[],
  from: number,
  values: Values,
  { layers, evaluation, first, lastRead, shared, spared }: Run,
): void {
  own.forEach(({ id, inputs }, at) => {
    const read = inputs.map((input) => valueIn(values, input));
    const taken = read.length === 0 && first ? [first] : read;
    const layer = layers.get(id);
    if (!layer) throw new Error(`internal: a network has no layer "${id}"`);
    const output = tf.tidy(() => {
      const before = nextTensorId();
      const made = layer.call([...taken], { training: true, evaluation });
      // What a layer hands on is another's: it must not go with this one's value.
      return made.id < before ? tf.clone(made) : made;
    });
    if (shared.has(id)) keepWhole(output);
    values.set(id, output);
    const passed = [...inputs, id].filter((one) => !spared.includes(one));
    free(passed, values, lastRead, from + at);
  });
}

/** Inputs of the network are others'. */
function free(
  ids: readonly string[],
  values: Values,
  lastRead: ReadonlyMap<string, number>,
  at: number,
): void {
  for (const id of ids) {
    if (id.startsWith('input:') || (lastRead.get(id) ?? -1) > at) continue;
    values.get(id)?.dispose();
    values.delete(id);
  }
}

/** Adds the part's outputs to the values. `run` computes it from its inputs. */
function runOnce(
  part: RecomputedPart,
  values: Values,
  layers: Layers,
  run: (there: Values, states: StateMemory) => void,
): void {
  const inputs = part.inputs.map((id) => valueIn(values, id));
  const read = new Map<string, tf.Tensor>();
  const given = (from: readonly tf.Tensor[]): Values =>
    new Map(part.inputs.map((id, i) => [id, from[i] as tf.Tensor]));
  const outputs = offTape(() =>
    tf.tidy(() => {
      const there = given(inputs);
      run(there, { isRepeat: false, read });
      return part.outputs.map((id) => valueIn(there, id));
    }),
  );
  part.outputs.forEach((id, i) => {
    values.set(id, outputs[i] as tf.Tensor);
  });
  const saved = offTape(() => inputs.map((input) => tf.keep(tf.clone(input))));
  const again = (): Rerun => {
    const standsFor = new Map(saved.map(({ id }, i) => [id, inputs[i]?.id ?? id]));
    const there = given(saved);
    const nodes = recordTape(() => {
      tf.tidy(() => {
        run(there, { isRepeat: true, read });
        part.outputs.forEach((id, i) => {
          standsFor.set(valueIn(there, id).id, outputs[i]?.id ?? -1);
        });
      });
    });
    return { nodes, standsFor };
  };
  const weights = part.layers.flatMap(({ id, weights }) =>
    weights
      .filter(({ isTrainable }) => isTrainable)
      .map(({ name }) => layers.get(id)?.weightNamed(name)),
  );
  addToTape({
    kernelName: `Recompute ${part.path}`,
    inputs: Object.fromEntries(
      [...inputs, ...weights].flatMap((one, i) => (one ? [[i, one]] : [])),
    ),
    outputs,
    saved: [...saved, ...read.values()],
    rerun: again,
  });
}

function valueIn(values: Values, id: string): tf.Tensor {
  const value = values.get(id);
  if (!value) throw new Error(`internal: a layer reads "${id}", which does not precede it`);
  return value;
}
