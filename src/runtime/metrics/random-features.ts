/**
 * Features of images by a convolutional network with fixed random weights, the same on every machine: for distances
 * that need no trained network (Naeem et al., 2020, find that random ones tell what is off as well, and in any domain).
 */
import * as tf from '@tensorflow/tfjs-core';
import { initialize } from '../random/initialize.ts';
import { deriveKey, wordsOf } from '../random/threefry.ts';
import { convolve, shrunk } from './image-layers.ts';
import { createPause, type Pause } from './pause.ts';
import { countOf, type Samples, sizeOfOne } from './samples.ts';

/** What the features are a function of, besides the image: changing it changes every distance ever measured. */
const KEY = wordsOf(0x6b_69_64);
/** Kernel size and filters of each stage; each halves the sides. */
const STAGES = [
  { size: 5, filters: 16 },
  { size: 3, filters: 32 },
  { size: 3, filters: 64 },
  { size: 3, filters: 64 },
] as const;
/** The means of the channels of the last two stages. */
export const FEATURES = 128;
/** Images are shrunk by a whole factor until the shorter side is below twice this. */
const SIDE = 64;
/** Pixels that go through at a time: a tenth of a second of wasm. */
const PIXELS_AT_ONCE = 2 ** 17;

/** Images of 1 or 3 channels; other numbers of channels count as gray by their first. */
export async function randomFeatures(
  samples: Samples,
  range: 'symmetric' | 'unit',
  pause: Pause = createPause(),
): Promise<Float32Array> {
  const count = countOf(samples);
  const size = sizeOfOne(samples);
  const [height = 1, width = 1] = samples.shape;
  const atOnce = Math.max(1, Math.min(64, Math.floor(PIXELS_AT_ONCE / (height * width))));
  const out = new Float32Array(count * FEATURES);
  const weights = STAGES.flatMap(({ size, filters }, stage) => {
    const inputs = STAGES[stage - 1]?.filters ?? 3;
    return weightsOf(stage, [size, size, inputs, filters]);
  });
  try {
    for (let from = 0; from < count; from += atOnce) {
      const to = Math.min(count, from + atOnce);
      const features = tf.tidy(() => {
        const part = samples.values.slice(from * size, to * size);
        const shape = [to - from, ...samples.shape];
        const images = tf.tensor<tf.Rank.R4>(part, shape as [number, number, number, number]);
        return featuresOf(prepared(images, range), weights);
      });
      out.set(await features.data<'float32'>(), from * FEATURES);
      features.dispose();
      await pause();
    }
  } finally {
    tf.dispose(weights);
  }
  return out;
}

/** Three channels in [−1, 1]. */
function prepared(images: tf.Tensor4D, range: 'symmetric' | 'unit'): tf.Tensor4D {
  const small = shrunk(images, SIDE);
  const color =
    small.shape[3] === 3
      ? small
      : tf.tile(tf.slice(small, [0, 0, 0, 0], [-1, -1, -1, 1]), [1, 1, 1, 3]);
  return range === 'unit' ? tf.sub(tf.mul(color, 2), 1) : color;
}

function featuresOf(images: tf.Tensor4D, weights: readonly tf.Tensor[]): tf.Tensor2D {
  let x = images;
  const means: tf.Tensor2D[] = [];
  STAGES.forEach((_, stage) => {
    x = tf.relu(convolve(x, weights[2 * stage] as tf.Tensor4D, weights[2 * stage + 1]));
    if (stage >= STAGES.length - 2) means.push(tf.mean(x, [1, 2]));
  });
  return tf.concat(means, 1);
}

/** Kernel and bias. */
function weightsOf(stage: number, shape: [number, number, number, number]): tf.Tensor[] {
  const [height, width, inputs, filters] = shape;
  const fans = [height * width * inputs, height * width * filters] as const;
  const kernel = initialize({ type: 'he-normal' }, shape, fans, deriveKey(KEY, stage, 0));
  const uniform = { type: 'uniform', low: -0.5, high: 0.5 } as const;
  const bias = initialize(uniform, [filters], undefined, deriveKey(KEY, stage, 1));
  return [tf.tensor(kernel, shape), tf.tensor(bias, [filters])];
}
