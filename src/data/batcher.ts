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
import { highestLabel } from './highest-label.ts';
import { createRandom, hash, permutation } from './random.ts';
import { type Select, selectImages } from './select.ts';
import {
  boxAverage,
  createImageReader,
  type ImageTransform,
  scaledSize,
  type Transform,
  writePixels,
} from './transform.ts';

/** What a dataset node asks of its data; the compiler's feeds have this structure. */
export interface BatchFeed {
  readonly transform: Transform;
  readonly select: Select;
  /** Of `resolutions`: how many times lower the low one is. */
  readonly factor: number;
  readonly withLabels: boolean;
  readonly classes: number;
}

export interface Batch {
  /** batch × height × width × channels, or batch × dimensions for points. Of pairs: A; of resolutions: the low one. */
  readonly images: Float32Array;
  /** Of pairs: B; of resolutions: the high one. */
  readonly second?: Float32Array;
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

/** `isView`: for what is looked at, so crops are the middle instead of random. */
export function createBatcher(
  dataset: Dataset,
  feed: BatchFeed,
  batchSize: number,
  seed: number,
  isView = false,
): Batcher {
  if (!Number.isInteger(batchSize) || batchSize < 1)
    throw new DataError(
      `Batches of "${dataset.name}" need a batch size of 1 or more, found ${batchSize}. Set the batch size to a whole number.`,
    );
  const write = itemWriter(dataset, feed, seed, isView);
  const { count } = write;
  if (count < 1)
    throw new DataError(
      `"${dataset.name}" holds no items${feed.select === 'all' ? '' : ' of the kind that the dataset node takes'}. Choose data with at least one.`,
    );
  const labels = feed.withLabels ? checkedLabels(dataset, write.labels, feed.classes) : undefined;
  // Domain B has an order of its own, also where A is drawn from the same seed.
  const order = epochOrder(count, feed.select === 'b' ? [seed, 0xb] : [seed]);
  const { size } = write;
  const lowSize = feed.select === 'resolutions' ? size / feed.factor ** 2 : 0;
  return {
    length: count,
    batchesPerEpoch: Math.ceil(count / batchSize),
    at(draw) {
      const images = new Float32Array(batchSize * size);
      const second = write.isPair ? new Float32Array(batchSize * size) : undefined;
      const drawn = labels && new Int32Array(batchSize);
      for (let i = 0; i < batchSize; i++) {
        const position = draw * batchSize + i;
        const item = order(position);
        write.item(item, Math.floor(position / count), images, second, i * size);
        if (drawn) drawn[i] = labels?.[item] ?? 0;
      }
      const more = drawn ? { labels: drawn } : {};
      if (lowSize > 0 && feed.transform.type === 'image') {
        const low = new Float32Array(batchSize * lowSize);
        boxAverage(images, feed.transform, feed.factor, low);
        return { images: low, second: images, ...more };
      }
      return second ? { images, second, ...more } : { images, ...more };
    },
  };
}

/** Item at a position of the endless row of epochs. A batch may straddle two epochs, so two orders are kept. */
function epochOrder(count: number, key: readonly number[]): (position: number) => number {
  const kept = new Map<number, Uint32Array>();
  const [seed = 0, ...rest] = key;
  return (position) => {
    const epoch = Math.floor(position / count);
    let order = kept.get(epoch);
    if (!order) {
      order = permutation(count, createRandom(seed, epoch, ...rest));
      for (const old of kept.keys()) if (Math.abs(old - epoch) > 1) kept.delete(old);
      kept.set(epoch, order);
    }
    return order[position - epoch * count] ?? 0;
  };
}

interface ItemWriter {
  readonly count: number;
  /** Numbers per item. */
  readonly size: number;
  readonly isPair: boolean;
  readonly labels: Labels | undefined;
  item(
    index: number,
    epoch: number,
    images: Float32Array,
    second: Float32Array | undefined,
    offset: number,
  ): void;
}

function itemWriter(dataset: Dataset, feed: BatchFeed, seed: number, isView: boolean): ItemWriter {
  const { transform } = feed;
  if (transform.type === 'image' && dataset.type === 'images')
    return imageWriter(dataset, transform, feed, seed, isView);
  if (transform.type === 'points' && dataset.type === 'points')
    return pointWriter(dataset, transform.dimensions);
  const wanted = transform.type === 'image' ? 'images' : 'points in the plane';
  const found = dataset.type === 'images' ? 'images' : 'points in the plane';
  throw new DataError(
    `The dataset node expects ${wanted}, but "${dataset.name}" holds ${found}. Bind other data, or change the node.`,
  );
}

function imageWriter(
  dataset: ImageDataset,
  to: ImageTransform,
  { select }: BatchFeed,
  seed: number,
  isView: boolean,
): ItemWriter {
  const [first, partner] = selectImages(dataset, select);
  const read = createImageReader(first, to);
  const readPartner = partner && createImageReader(partner, to);
  const [height, width] = scaledSize(to);
  const [down, across] = [height - to.height, width - to.width];
  const middle = { top: Math.floor(down / 2), left: Math.floor(across / 2) };
  const isCropped = !isView && down + across > 0;
  return {
    count: first.count,
    size: to.height * to.width * to.channels,
    isPair: partner !== undefined,
    labels: first.labels,
    item(index, epoch, images, second, offset) {
      const isMirrored = to.isFlipped && (hash(seed, epoch, index, 0xf11b) & 1) === 1;
      const corner = isCropped
        ? {
            top: hash(seed, epoch, index, 0xc70d) % (down + 1),
            left: hash(seed, epoch, index, 0xc70a) % (across + 1),
          }
        : middle;
      writePixels(read(index), to, images, offset, { ...corner, isMirrored });
      if (readPartner && second)
        writePixels(readPartner(index), to, second, offset, { ...corner, isMirrored });
    },
  };
}

function pointWriter(dataset: PointDataset, dimensions: number): ItemWriter {
  if (dimensions !== dataset.dimensions)
    throw new DataError(
      `The dataset node expects points of ${dimensions} numbers, but those of "${dataset.name}" have ${dataset.dimensions}. Bind other data, or change the node.`,
    );
  return {
    count: dataset.count,
    size: dimensions,
    isPair: false,
    labels: undefined,
    item(index, _epoch, images, _second, offset) {
      for (let k = 0; k < dimensions; k++)
        images[offset + k] = dataset.points[index * dimensions + k] ?? 0;
    },
  };
}

function checkedLabels(dataset: Dataset, labels: Labels | undefined, classes: number): Labels {
  if (!labels)
    throw new DataError(
      `The dataset node uses labels, but "${dataset.name}" has none. Bind data with labels, such as images in a folder for each class, or leave the label port unwired.`,
    );
  const highest = highestLabel(labels);
  if (highest >= classes)
    throw new DataError(
      `The dataset node expects ${classes} classes, labels 0 to ${classes - 1}, but item ${labels.indexOf(highest)} of "${dataset.name}" is labelled ${highest}. Raise the number of classes to ${highest + 1} or more.`,
    );
  return labels;
}
