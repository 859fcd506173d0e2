/**
 * A tf.js model of the person's own as an extractor of features: a `LayersModel` or a `GraphModel` that takes images.
 * They are brought to its size and channels; its first output is the features, of images the means of their channels.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Extractor, Range } from './extractor.ts';
import { MeasureError, type MetricStore } from './metric-store.ts';
import { createPause } from './pause.ts';
import { cannotBeLoaded, readModelFiles } from './read-model.ts';
import { countOf, type Samples, sizeOfOne } from './samples.ts';

/** The Fréchet distance of more would take minutes. Inception's features are as many. */
export const MOST_FEATURES = 2048;
/** Images that go through at a time. */
const AT_ONCE = 16;

export interface OwnModel {
  readonly name: string;
  /** Null takes images of any size. */
  readonly height: number | null;
  readonly width: number | null;
  readonly channels: 1 | 3;
  /** Of images [N, height, width, channels]. */
  apply(images: tf.Tensor4D): tf.Tensor;
  dispose(): void;
}

/** Throws MeasureError where there is none of this name, or it cannot be used. */
export async function loadOwnModel(
  name: string,
  store: Pick<MetricStore, 'model'>,
): Promise<OwnModel> {
  const files = await store.model(name).catch((error: unknown) => {
    throw cannotBeLoaded(name, error);
  });
  if (!files) {
    throw new MeasureError(
      `no model "${name}" is kept here: load its model.json and weights at the metric (in the terminal: --models), or choose other features`,
    );
  }
  const model = await readModelFiles(name, files);
  const [, height, width, channels] = model.inputShape;
  try {
    if (model.inputShape.length !== 4 || (channels !== 1 && channels !== 3)) {
      throw new MeasureError(
        `the model "${name}" takes ${shown(model.inputShape)}; features are made of images [N, height, width, 1 or 3]`,
      );
    }
  } catch (error) {
    model.dispose();
    throw error;
  }
  return { name, height: height ?? null, width: width ?? null, channels, ...model };
}

/** `wanted` is the range of pixels that the model was trained on. */
export function ownExtractor(model: OwnModel, wanted: Range): Extractor {
  return {
    suffix: 'Own',
    async featuresOf(images, range, pause = createPause()) {
      const size = sizeOfOne(images);
      const rows: Float32Array[] = [];
      for (let from = 0; from < countOf(images); from += AT_ONCE) {
        const values = images.values.slice(from * size, (from + AT_ONCE) * size);
        rows.push(await vectors(model, { ...images, values }, range, wanted));
        await pause();
      }
      const features = (rows[0]?.length ?? 0) / Math.min(AT_ONCE, countOf(images));
      return { values: Float32Array.from(rows.flatMap((row) => [...row])), shape: [features] };
    },
  };
}

async function vectors(
  model: OwnModel,
  samples: Samples,
  range: Range,
  wanted: Range,
): Promise<Float32Array> {
  const count = countOf(samples);
  const output = tf.tidy(() => {
    const shape = [count, ...samples.shape] as [number, number, number, number];
    return featuresFrom(model, prepared(tf.tensor(samples.values, shape), model, range, wanted));
  });
  const values = (await output.data<'float32'>()).slice();
  output.dispose();
  if (!values.every(Number.isFinite)) {
    throw new MeasureError(
      `the model "${model.name}" gives values that are not numbers for these images: check which range of pixels it takes`,
    );
  }
  return values;
}

function prepared(
  images: tf.Tensor4D,
  { height, width, channels }: OwnModel,
  range: Range,
  wanted: Range,
): tf.Tensor4D {
  const [, ownHeight, ownWidth, ownChannels] = images.shape;
  const size: [number, number] = [height ?? ownHeight, width ?? ownWidth];
  const isSized = size[0] === ownHeight && size[1] === ownWidth;
  // Corners as half pixels, as PyTorch and Pillow resize.
  const sized = isSized ? images : tf.image.resizeBilinear(images, size, false, true);
  const toned =
    ownChannels === channels
      ? sized
      : channels === 1
        ? tf.mean<tf.Tensor4D>(sized, 3, true)
        : tf.tile(tf.slice(sized, [0, 0, 0, 0], [-1, -1, -1, 1]), [1, 1, 1, 3]);
  if (range === wanted) return toned;
  return wanted === 'unit' ? tf.div(tf.add(toned, 1), 2) : tf.sub(tf.mul(toned, 2), 1);
}

function featuresFrom(model: OwnModel, images: tf.Tensor4D): tf.Tensor {
  const output = model.apply(images);
  const [count, ...shape] = output.shape;
  const rows = shape.length === 3 ? tf.mean(output, [1, 2]) : output;
  const features = rows.shape[1] ?? 0;
  if (count !== images.shape[0] || rows.rank !== 2 || features < 1 || features > MOST_FEATURES) {
    throw new MeasureError(
      `the model "${model.name}" gives ${shown(output.shape)} for ${images.shape[0]} images; features are one vector for each, of at most ${MOST_FEATURES} numbers`,
    );
  }
  return tf.cast(rows, 'float32');
}

const shown = (shape: readonly (number | null)[]) =>
  `[${shape.map((axis) => axis ?? 'N').join(', ')}]`;
