/**
 * A look at a run in training: how large what its layers give is, or the gradients by their weights. Evaluates the phases
 * as they stand on a small batch with random numbers and draws of its own, writes nothing that training reads, and
 * reads one row of numbers back.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Phase, Program } from '../../compiler/program.ts';
import type { Dataset } from '../../data/dataset.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { valueAt } from '../../nodes/fields/schedule-value.ts';
import { ops } from '../ops/ops.ts';
import { evaluate, readValue, type Surroundings, type Values } from '../plan/evaluate.ts';
import { createFeed, datasetFor, type Feed } from '../plan/feed.ts';
import { ownersOf } from '../plan/owners.ts';
import { PROBE_STEP, sourceStream } from '../plan/random-keys.ts';
import type { Stage, Stages } from '../plan/stages.ts';
import type { TrainingState } from '../plan/state.ts';
import { sumOf } from '../plan/sum-of.ts';
import { createRandomStream } from '../random/stream.ts';
import type { LayerProbe, Probe, ProbeKind } from '../trainer-types.ts';

/** Samples of a look, where the batch can be divided so. */
const MOST_SAMPLES = 8;

/** One thing that was measured: where it belongs, and its place in the row of numbers. */
interface Sight {
  /** A node of the objective, or null for a layer. */
  readonly node: string | null;
  readonly network: string;
  readonly layer: string;
  readonly count: number;
}

export class Prober {
  private readonly feeds = new Map<number, Feed>();
  private readonly samples: number;

  constructor(
    private readonly program: Program,
    private readonly stages: Stages,
    private readonly state: TrainingState,
    private readonly data: Readonly<Record<string, Dataset>>,
  ) {
    this.samples = samplesOf(program.batchSize);
  }

  async look(what: ProbeKind, step: number): Promise<Probe> {
    const stage = this.stages.at(step);
    const sights: Sight[] = [];
    const row = tf.tidy(() => {
      const numbers =
        what === 'activations'
          ? this.activations(stage, step, sights)
          : this.gradients(stage, step, sights);
      const all = numbers.length === 0 ? tf.tensor1d([]) : tf.stack([...numbers]);
      tf.dispose([...numbers]);
      return all;
    });
    const numbers = await row.data<'float32'>().finally(() => row.dispose());
    return gathered(what, step, sights, numbers);
  }

  private activations(stage: Stage, step: number, sights: Sight[]): readonly tf.Tensor[] {
    const numbers: tf.Tensor[] = [];
    const see = (sight: Omit<Sight, 'count'>, output: tf.Tensor) => {
      sights.push({ ...sight, count: output.size });
      numbers.push(...sizesOf(output));
    };
    const kept: Values = new Map();
    const seen = new Set<string>();
    for (const phase of phasesOf(stage)) {
      const around = this.around(stage, step, kept, (network, layer, output) =>
        see({ node: null, network, layer }, output),
      );
      const values: Values = new Map();
      evaluate([...phase.prologue, ...phase.forward], values, around);
      for (const name of phase.keep) kept.set(name, readValue(values, name));
      for (const [value, tensor] of values) {
        const [node = ''] = value.split('.');
        if (tensor.dtype !== 'float32' || seen.has(value)) continue;
        seen.add(value);
        see({ node, network: '', layer: '' }, tensor);
      }
    }
    return numbers;
  }

  /** Of each step's loss by the weights that it trains. */
  private gradients(stage: Stage, step: number, sights: Sight[]): readonly tf.Tensor[] {
    const numbers: tf.Tensor[] = [];
    const kept: Values = new Map();
    for (const phase of phasesOf(stage)) {
      const trained = this.state.trained.get(phase.index) ?? [];
      const around = this.around(stage, step, kept);
      const values: Values = new Map();
      const total = (): tf.Scalar => {
        evaluate([...phase.prologue, ...phase.forward], values, around);
        // The tape lets go of everything else.
        for (const name of phase.keep) kept.set(name, tf.keep(tf.clone(readValue(values, name))));
        return totalOf(phase, values, step);
      };
      const variables = trained.map(({ weight }) => weight.variable);
      const { grads } = tf.engine().gradients(total, variables, undefined, true);
      const owner = ownersOf(stage, phase);
      variables.forEach((variable, i) => {
        const gradient = grads[i] as tf.Tensor | undefined;
        const place = owner.get(variable);
        if (!gradient || !place) return;
        sights.push({ node: phase.node, ...place, count: gradient.size });
        numbers.push(...sizesOf(gradient));
      });
    }
    tf.dispose([...kept.values()]);
    return numbers;
  }

  private around(
    { program, networks }: Stage,
    step: number,
    kept: ReadonlyMap<string, tf.Tensor>,
    observe?: Surroundings['observe'],
  ): Surroundings {
    const drawn = new Map<number, readonly tf.Tensor[]>();
    return {
      program,
      networks,
      seed: program.seed,
      step: PROBE_STEP + step,
      repeat: 0,
      isTraining: true,
      isOnlooker: true,
      iteration: step,
      scale: this.samples / program.batchSize,
      ...(observe ? { observe } : {}),
      draw: (source) => {
        const known = drawn.get(source) ?? this.draw(source, step);
        drawn.set(source, known);
        return known;
      },
      lossState: (name) => {
        const tensor = this.state.lossStates.get(name);
        if (!tensor) throw new Error(`internal: no loss keeps a state "${name}"`);
        return tensor;
      },
      recall: (value) => readValue(kept, value),
    };
  }

  private draw(ordinal: number, step: number): readonly tf.Tensor[] {
    const { program, data, samples } = this;
    const source = program.sources[ordinal];
    const definition = source && definitionOf(source.kind);
    if (!source || definition?.family !== 'source') {
      throw new Error(`internal: a probe draws source number ${ordinal}, which is not there`);
    }
    // A source of twice the document's batch size gives twice as many here too.
    const batchSize = Math.max(1, Math.round((samples * source.batchSize) / program.batchSize));
    const dataset = datasetFor(source, data);
    const feed =
      dataset &&
      (this.feeds.get(ordinal) ??
        createFeed({ ...source, batchSize }, dataset, program.seed, true));
    if (feed) this.feeds.set(ordinal, feed);
    const batch = feed?.batch(step) ?? [];
    const random = createRandomStream(program.seed, PROBE_STEP + step, sourceStream(ordinal, 0));
    const context = { tf, ops, isTraining: true, random, iteration: step, batchSize, batch };
    return definition.draw(context, source.params as never);
  }
}

const phasesOf = ({ program }: Stage): readonly Phase[] =>
  program.iteration.flatMap(({ phases }) => phases);

/** Numbers that are read of each thing: `sizesOf`. */
const NUMBERS = 3;

/**
 * Sum of squares, how many are exactly zero, and the share of channels that are. Kept: layers and tapes let go of what
 * they make on the way.
 */
function sizesOf(tensor: tf.Tensor): readonly tf.Tensor[] {
  return tf.tidy(() => {
    const zero = tf.cast(tf.equal(tensor, tf.zerosLike(tensor)), 'float32');
    const axes = Array.from({ length: Math.max(0, tensor.rank - 1) }, (_, axis) => axis);
    const dead = tf.mean(tf.min(zero, axes));
    return [tf.sum(tf.square(tensor)), tf.sum(zero), dead].map((number) => tf.keep(number));
  });
}

function totalOf({ losses }: Phase, values: Values, step: number): tf.Scalar {
  const terms = losses.map(({ value, weight }) =>
    tf.mul(readValue(values, value), valueAt(weight, step)),
  );
  return sumOf(terms) as tf.Scalar;
}

/** A few samples that the batch is a multiple of, so that groups of samples still come out even; four where it can be. */
function samplesOf(batchSize: number): number {
  if (batchSize <= MOST_SAMPLES) return batchSize;
  for (const count of [8, 4, 6, 5, 7, 3, 2]) if (batchSize % count === 0) return count;
  return batchSize;
}

interface Sum {
  squares: number;
  zeros: number;
  count: number;
  /** Over the uses of one layer: dead is what is dead in all of them. */
  dead: number;
}

function gathered(
  what: ProbeKind,
  step: number,
  sights: readonly Sight[],
  numbers: Float32Array,
): Probe {
  const nodes = new Map<string, Sum>();
  const networks = new Map<string, Map<string, Sum>>();
  const add = (sums: Map<string, Sum>, key: string, at: number, count: number) => {
    const sum = sums.get(key) ?? { squares: 0, zeros: 0, count: 0, dead: 1 };
    sum.squares += numbers[at * NUMBERS] ?? 0;
    sum.zeros += numbers[at * NUMBERS + 1] ?? 0;
    sum.dead = Math.min(sum.dead, numbers[at * NUMBERS + 2] ?? 0);
    sum.count += count;
    sums.set(key, sum);
  };
  sights.forEach(({ node, network, layer, count }, at) => {
    if (node !== null) add(nodes, node, at, count);
    if (network === '') return;
    const layers = networks.get(network) ?? new Map<string, Sum>();
    networks.set(network, layers);
    add(layers, layer, at, count);
  });
  const read = (sums: ReadonlyMap<string, Sum>) =>
    Object.fromEntries([...sums].map(([key, sum]) => [key, sizeOf(what, sum)]));
  return {
    what,
    step,
    nodes: read(nodes),
    networks: Object.fromEntries([...networks].map(([name, layers]) => [name, read(layers)])),
  };
}

function sizeOf(what: ProbeKind, { squares, zeros, count, dead }: Sum): LayerProbe {
  const rms = Math.sqrt(squares / count);
  return what === 'activations'
    ? { rms, zeros: zeros / count, dead, count }
    : { rms, zeros: 0, dead: 0, count };
}
