/**
 * Batches of one source, made before they are wanted: on another thread where there is one (`feeder`), else here in the pause
 * after a step, not between dispatches. Either way a batch depends on nothing but its draw.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { SourceProgram } from '../../compiler/program.ts';
import type { Feeder } from '../../data/batch-feeder.ts';
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
  /** Makes the next `count` batches from `draw` on, or has them made. */
  prepare(draw: number, count: number): void;
  /** Batches of `prepare` that are still on their way from another thread. */
  arriving(draw: number, count: number): readonly Promise<void>[];
  /** Batches that another thread made, and those that were made where they were wanted. */
  readonly made: { readonly elsewhere: number; readonly here: number };
}

/** `isView`: for what is looked at, not trained on. */
export function createFeed(
  source: SourceProgram,
  dataset: Dataset,
  seed: number,
  isView = false,
  feeder: Feeder | null = null,
): Feed {
  const spec = specOf(source);
  const batcher = createBatcher(dataset, spec, source.batchSize, seed, isView);
  const ahead = feeder?.open(dataset, spec, source.batchSize, seed) ?? null;
  const ready = new Map<number, Batch>();
  const made = { elsewhere: 0, here: 0 };
  const makeHere = (draw: number): Batch => {
    made.here += 1;
    return batcher.at(draw);
  };
  const take = (draw: number): Batch => {
    const brought = ahead?.at(draw);
    if (brought) {
      made.elsewhere += 1;
      return brought;
    }
    const batch = ready.get(draw) ?? makeHere(draw);
    ready.delete(draw);
    return batch;
  };
  return {
    batcher,
    made,
    arriving(draw, count) {
      const draws = Array.from({ length: count }, (_, i) => draw + i);
      return draws.flatMap((each) => ahead?.arrival(each) ?? []);
    },
    batch(draw) {
      const at = typeof draw === 'number' ? { now: draw } : draw;
      const batch = live(at.now, () => take(at.now));
      return tensorsOf(batch, spec, source.batchSize);
    },
    prepare(draw, count) {
      if (ahead) return ahead.want(draw, count);
      const last = draw + Math.min(count, MOST_READY);
      for (const old of ready.keys()) if (old < draw || old >= last) ready.delete(old);
      for (let next = draw; next < last; next++) {
        if (!ready.has(next)) ready.set(next, makeHere(next));
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
