/**
 * Evaluates a view's steps in inference mode until there are enough samples, in chunks that fit where a training
 * batch fits, and reads the values back. Noise and data are those of the seed, the same at every step.
 */
import * as tf from '@tensorflow/tfjs-core';
import { classesShown } from '../../compiler/classes-shown.ts';
import type { Program, ViewProgram } from '../../compiler/program.ts';
import type { Dataset } from '../../data/dataset.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { shapeOf, sizeOf } from '../../nodes/shapes.ts';
import { joined, type Samples, sizeOfOne } from '../metrics/samples.ts';
import { ops } from '../ops/ops.ts';
import { evaluate, readValue, type Surroundings, type Values } from '../plan/evaluate.ts';
import { createFeed, datasetFor, type Feed } from '../plan/feed.ts';
import { sourceStream, VIEW_STEP } from '../plan/random-keys.ts';
import type { Stages } from '../plan/stages.ts';
import { createRandomStream } from '../random/stream.ts';
import { drawByClass } from './by-class.ts';

/** Small batches waste a device; larger ones than training's may not fit, or take long in one go. */
const SMALLEST_CHUNK = 64;
/** Of large images fewer: so many numbers in one of a chunk's values. */
const MOST_NUMBERS = 2 ** 17;

type Averages = ReadonlyMap<string, ReadonlyMap<string, tf.Tensor>>;

export class Collector {
  /** By view, source and batch size. */
  private readonly feeds = new Map<string, Feed>();

  constructor(
    private readonly program: Program,
    private readonly stages: Stages,
    private readonly averages: Averages,
    private readonly data: Readonly<Record<string, Dataset>>,
  ) {}

  /** `count` samples of each of the view's values, in order. */
  async collect(view: ViewProgram, count: number, iteration: number): Promise<readonly Samples[]> {
    const parts: Samples[][] = view.values.map(() => []);
    for await (const chunk of this.chunks(view, count, iteration)) {
      chunk.forEach((samples, i) => {
        parts[i]?.push(samples);
      });
    }
    return parts.map((list) => first(joined(list), count));
  }

  /** Evaluates what `collect` does first, with nothing read. */
  runDry(view: ViewProgram, count: number, iteration: number): void {
    tf.dispose(this.chunk(view, this.chunkFor(view, count), 0, iteration));
  }

  /** `count` samples in parts, equally many of each value in each, for what need not hold all of them. */
  async *parts(
    view: ViewProgram,
    count: number,
    iteration: number,
  ): AsyncGenerator<readonly Samples[]> {
    const size = this.chunkFor(view, count);
    let rest = count;
    for await (const chunk of this.chunks(view, count, iteration)) {
      yield chunk.map((samples) => first(samples, Math.min(size, rest)));
      rest -= size;
    }
  }

  /** Of a source of twice the document's batch size there are twice as many in each. */
  private async *chunks(
    view: ViewProgram,
    count: number,
    iteration: number,
  ): AsyncGenerator<readonly Samples[]> {
    const size = this.chunkFor(view, count);
    for (let index = 0; index * size < count; index++) {
      const tensors = this.chunk(view, size, index, iteration);
      const read = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()));
      const samples = read.map((values, i): Samples => {
        return { values: values.slice(), shape: tensors[i]?.shape.slice(1) ?? [] };
      });
      tf.dispose(tensors);
      yield samples;
    }
  }

  /** Whole lines where a line has the same noise: each chunk draws its own. */
  private chunkFor(view: ViewProgram, count: number): number {
    const largest = Math.max(1, ...view.values.map(({ type }) => sizeOf(shapeOf(type))));
    const fitting = Math.min(SMALLEST_CHUNK, Math.floor(MOST_NUMBERS / largest));
    const columns = classesShown(this.program, view) ?? 1;
    const lines = Math.ceil(Math.max(this.program.batchSize, fitting) / columns);
    return Math.min(count, lines * columns);
  }

  private chunk(view: ViewProgram, size: number, index: number, iteration: number): tf.Tensor[] {
    return tf.tidy(() => {
      const values: Values = new Map();
      evaluate(view.steps, values, this.around(view, size, index, iteration));
      return view.values.map(({ value }) => tf.cast(readValue(values, value), 'float32'));
    });
  }

  private around(view: ViewProgram, size: number, index: number, iteration: number): Surroundings {
    const { program, networks } = this.stages.at(iteration);
    return {
      program,
      networks,
      seed: program.seed,
      step: VIEW_STEP,
      repeat: 0,
      isTraining: false,
      iteration,
      scale: size / program.batchSize,
      draw: (source) => this.draw(view, source, size, index, iteration),
      lossState: (name) => {
        throw new Error(`internal: view ${view.node} reads the state "${name}" of a loss`);
      },
      recall: (value) => {
        throw new Error(`internal: view ${view.node} recalls "${value}"`);
      },
      substitutes: (network) => (view.spec.usesAverage ? this.averages.get(network) : undefined),
    };
  }

  private draw(
    view: ViewProgram,
    ordinal: number,
    size: number,
    index: number,
    iteration: number,
  ): readonly tf.Tensor[] {
    const { program, data } = this;
    const source = program.sources[ordinal];
    const definition = source && definitionOf(source.kind);
    if (!source || definition?.family !== 'source') {
      throw new Error(`internal: a view draws source number ${ordinal}, which is not there`);
    }
    // A source of twice the document's batch size gives twice as many here too.
    const batchSize = Math.max(1, Math.round((size * source.batchSize) / program.batchSize));
    const dataset = datasetFor(source, data);
    const batch = dataset ? this.feed(ordinal, batchSize, dataset).batch(index) : [];
    const random = createRandomStream(program.seed, VIEW_STEP, sourceStream(ordinal, index));
    const drawn = (samples: number) => {
      const context = { tf, ops, isTraining: false, random, iteration, batchSize: samples, batch };
      return definition.draw(context, source.params as never);
    };
    const columns = classesShown(program, view);
    return columns === null
      ? drawn(batchSize)
      : drawByClass(source, columns, index * batchSize, batchSize, drawn);
  }

  private feed(ordinal: number, batchSize: number, dataset: Dataset): Feed {
    const key = `${ordinal}.${batchSize}`;
    const known = this.feeds.get(key);
    if (known) return known;
    const source = this.program.sources[ordinal];
    if (!source) throw new Error(`internal: no source number ${ordinal}`);
    const feed = createFeed({ ...source, batchSize }, dataset, this.program.seed, true);
    this.feeds.set(key, feed);
    return feed;
  }
}

function first(samples: Samples, count: number): Samples {
  return { ...samples, values: samples.values.subarray(0, count * sizeOfOne(samples)) };
}
