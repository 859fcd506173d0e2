/**
 * Batches as a pure function of the draw number: an endless row of epochs, each a permutation keyed by
 * (seed, epoch), cut into batches. A resumed run asks for the same draw and reads the same batch.
 */
import {
  DataError,
  type Dataset,
  type ImageDataset,
  type Labels,
  type PointDataset,
} from './dataset.ts';
import { createRandom, hash, permutation } from './random.ts';
import {
  createImageReader,
  type ImageTransform,
  type Transform,
  writePixels,
} from './transform.ts';

/** What a dataset node asks of its data; the compiler's feeds have this structure. */
export interface BatchFeed {
  readonly transform: Transform;
  readonly withLabels: boolean;
  readonly classes: number;
}

export interface Batch {
  /** batch × height × width × channels, or batch × dimensions for points. */
  readonly images: Float32Array;
  /** Class indices; present if the feed asks for them. */
  readonly labels?: Int32Array;
}

export interface Batcher {
  /** Items in the data. */
  readonly length: number;
  /** Draws after which every item has been seen once. */
  readonly batchesPerEpoch: number;
  at(draw: number): Batch;
}

export function createBatcher(
  dataset: Dataset,
  feed: BatchFeed,
  batchSize: number,
  seed: number,
): Batcher {
  if (!Number.isInteger(batchSize) || batchSize < 1)
    throw new DataError(
      `Batches of "${dataset.name}" need a batch size of 1 or more, found ${batchSize}. Set the batch size to a whole number.`,
    );
  if (dataset.count < 1)
    throw new DataError(`"${dataset.name}" holds no items. Choose data with at least one.`);
  const labels = feed.withLabels ? checkedLabels(dataset, feed.classes) : undefined;
  const write = itemWriter(dataset, feed.transform, seed);
  const order = epochOrder(dataset.count, seed);
  return {
    length: dataset.count,
    batchesPerEpoch: Math.ceil(dataset.count / batchSize),
    at(draw) {
      const images = new Float32Array(batchSize * write.size);
      const drawn = labels && new Int32Array(batchSize);
      for (let i = 0; i < batchSize; i++) {
        const position = draw * batchSize + i;
        const item = order(position);
        write.item(item, position, images, i * write.size);
        if (drawn) drawn[i] = labels?.[item] ?? 0;
      }
      return drawn ? { images, labels: drawn } : { images };
    },
  };
}

/** Item at a position of the endless row of epochs. A batch may straddle two epochs, so two orders are kept. */
function epochOrder(count: number, seed: number): (position: number) => number {
  const kept = new Map<number, Uint32Array>();
  return (position) => {
    const epoch = Math.floor(position / count);
    let order = kept.get(epoch);
    if (!order) {
      order = permutation(count, createRandom(seed, epoch));
      for (const old of kept.keys()) if (Math.abs(old - epoch) > 1) kept.delete(old);
      kept.set(epoch, order);
    }
    return order[position - epoch * count] ?? 0;
  };
}

interface ItemWriter {
  /** Numbers per item. */
  readonly size: number;
  item(index: number, position: number, batch: Float32Array, offset: number): void;
}

function itemWriter(dataset: Dataset, transform: Transform, seed: number): ItemWriter {
  if (transform.type === 'image' && dataset.type === 'images')
    return imageWriter(dataset, transform, seed);
  if (transform.type === 'points' && dataset.type === 'points')
    return pointWriter(dataset, transform.dimensions);
  const wanted = transform.type === 'image' ? 'images' : 'points in the plane';
  const found = dataset.type === 'images' ? 'images' : 'points in the plane';
  throw new DataError(
    `The dataset node expects ${wanted}, but "${dataset.name}" holds ${found}. Bind other data, or change the node.`,
  );
}

function imageWriter(dataset: ImageDataset, to: ImageTransform, seed: number): ItemWriter {
  const read = createImageReader(dataset, to);
  return {
    size: to.height * to.width * to.channels,
    item(index, position, batch, offset) {
      const epoch = Math.floor(position / dataset.count);
      const isMirrored = to.isFlipped && (hash(seed, epoch, index, 0xf11b) & 1) === 1;
      writePixels(read(index), to, batch, offset, isMirrored);
    },
  };
}

function pointWriter(dataset: PointDataset, dimensions: number): ItemWriter {
  if (dimensions !== dataset.dimensions)
    throw new DataError(
      `The dataset node expects points of ${dimensions} numbers, but those of "${dataset.name}" have ${dataset.dimensions}. Bind other data, or change the node.`,
    );
  return {
    size: dimensions,
    item(index, _position, batch, offset) {
      for (let k = 0; k < dimensions; k++)
        batch[offset + k] = dataset.points[index * dimensions + k] ?? 0;
    },
  };
}

function checkedLabels(dataset: Dataset, classes: number): Labels {
  const labels = dataset.type === 'images' ? dataset.labels : undefined;
  if (!labels)
    throw new DataError(
      `The dataset node uses labels, but "${dataset.name}" has none. Bind data with labels, or leave the label port unwired.`,
    );
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? 0;
    if (label >= classes)
      throw new DataError(
        `The dataset node expects ${classes} classes, labels 0 to ${classes - 1}, but item ${i} of "${dataset.name}" is labelled ${label}. Raise the number of classes to ${label + 1} or more.`,
      );
  }
  return labels;
}
