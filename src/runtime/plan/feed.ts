/** Batches of one source, made on the host before they are wanted: in the pause after a step, not between dispatches. */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { SourceProgram } from '../../compiler/program.ts';
import { type Batch, type Batcher, createBatcher } from '../../data/batcher.ts';
import { DataError, type Dataset } from '../../data/dataset.ts';
import type { Feed as FeedSpec } from '../../nodes/specs.ts';
import { type Live, live, liveTensor } from '../replay/live.ts';

/** Batches held ready beyond this would only take memory. */
const MOST_READY = 16;

export interface Feed {
  readonly batcher: Batcher;
  /** Batch number `draw` of the run, as tensors in the order of the source's outputs. */
  batch(draw: number | Live<number>): readonly Tensor[];
  /** Makes the next `count` batches after `draw`. */
  prepare(draw: number, count: number): void;
}

/** `isView`: for what is looked at, not trained on. */
export function createFeed(
  source: SourceProgram,
  dataset: Dataset,
  seed: number,
  isView = false,
): Feed {
  const spec = specOf(source);
  const batcher = createBatcher(dataset, spec, source.batchSize, seed, isView);
  const ready = new Map<number, Batch>();
  const take = (draw: number): Batch => {
    const batch = ready.get(draw) ?? batcher.at(draw);
    ready.delete(draw);
    return batch;
  };
  return {
    batcher,
    batch(draw) {
      const at = typeof draw === 'number' ? { now: draw } : draw;
      const batch = live(at.now, () => take(at.now));
      return tensorsOf(batch, spec, source.batchSize);
    },
    prepare(draw, count) {
      const last = draw + Math.min(count, MOST_READY);
      for (const old of ready.keys()) if (old < draw || old >= last) ready.delete(old);
      for (let next = draw; next < last; next++) {
        if (!ready.has(next)) ready.set(next, batcher.at(next));
      }
    },
  };
}

export function datasetFor(
  source: SourceProgram,
  data: Readonly<Record<string, Dataset>>,
): Dataset | null {
  if (!source.feed) return null;
  const dataset = data[source.node];
  if (dataset) return dataset;
  throw new DataError(
    `No data is bound to the dataset node "${source.node}". Bind the built-in data or files of your own to it.`,
  );
}

function specOf(source: SourceProgram): FeedSpec {
  if (!source.feed) throw new Error(`internal: source ${source.node} reads no data`);
  return source.feed;
}

/** In the order of the source's outputs: one or two sets of samples, then their labels. */
function tensorsOf(batch: Live<Batch>, feed: FeedSpec, batchSize: number): Tensor[] {
  const { transform, select, factor } = feed;
  const shapeOf = (shrink: number): number[] =>
    transform.type === 'image'
      ? [batchSize, transform.height / shrink, transform.width / shrink, transform.channels]
      : [batchSize, transform.dimensions];
  const { second, labels } = batch.now;
  const none = new Float32Array();
  const first = shapeOf(select === 'resolutions' ? factor : 1);
  return [
    liveTensor(batch, ({ images }) => images, first),
    ...(second ? [liveTensor(batch, ({ second }) => second ?? none, shapeOf(1))] : []),
    ...(labels ? [liveTensor(batch, ({ labels }) => labels ?? none, [batchSize])] : []),
  ];
}
