/**
 * A small convolutional classifier that learns in seconds, to say what samples show. Its seed is its own, so the same
 * data gives the same classifier to every run and after every resume.
 */
import * as tf from '@tensorflow/tfjs-core';
import { registerInPlace } from '../in-place/change.ts';
import { ops } from '../ops/ops.ts';
import { applyGradient, STATE_ROWS } from '../optimizers/apply.ts';
import { initialize } from '../random/initialize.ts';
import { deriveKey, wordsOf } from '../random/threefry.ts';
import { convolve, shrunk } from './image-layers.ts';
import { createPause, type Pause } from './pause.ts';

const KEY = wordsOf(0x63_6c_73);
const FILTERS = [16, 32, 64] as const;
/** The means of the channels of the last stage. */
export const CLASSIFIER_FEATURES = FILTERS[2];
/** Larger images are shrunk, to be quick. */
const SIDE = 32;
const LEARNING_RATE = 5e-3;
const ADAM = { type: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 } as const;

export interface LabelledImages {
  /** count × height × width × channels. */
  readonly images: Float32Array;
  readonly labels: ArrayLike<number>;
}

export interface Lessons {
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly classes: number;
  readonly steps: number;
  /** What step number `step` learns from: batches of equal size. */
  batch(step: number): LabelledImages;
  /** What it never learns from. */
  readonly heldOut: readonly LabelledImages[];
}

export interface Classifier {
  /** Share of held-out images whose class it names. */
  readonly accuracy: number;
  /** The most likely class of each image. */
  classify(images: Float32Array): Promise<Int32Array>;
  /** `CLASSIFIER_FEATURES` numbers of each image: what the classes are told by. */
  features(images: Float32Array): Promise<Float32Array>;
  readonly kept: KeptClassifier;
}

/** All that there is to a classifier, to be stored. */
export interface KeptClassifier {
  readonly shape: Lessons['shape'];
  readonly accuracy: number;
  /** In pairs of kernel and bias. */
  readonly weights: readonly KeptWeight[];
}

export interface KeptWeight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Weights stay on the host between uses, so that nothing is left on the device. */
export async function trainClassifier(
  lessons: Lessons,
  pause: Pause = createPause(),
): Promise<Classifier> {
  registerInPlace();
  const weights = firstWeights(lessons);
  const states = weights.map(({ shape }) => tf.zeros([STATE_ROWS, ...shape]));
  try {
    for (let step = 0; step < lessons.steps; step++) {
      const rate = LEARNING_RATE * (1 - step / lessons.steps);
      tf.tidy(() => {
        const { images, labels } = lessons.batch(step);
        const x = tensorOf(images, lessons.shape);
        const asked = tf.oneHot(tf.tensor1d([...Array.from(labels)], 'int32'), lessons.classes);
        const gradients = tf.grads((...kernels: tf.Tensor[]) =>
          lossOf(logitsOf(x, kernels), asked),
        )(weights);
        const pace = { now: { step, learningRate: rate, updates: step + 1 } };
        gradients.forEach((gradient, i) => {
          const [weight, state] = [weights[i], states[i]];
          if (weight && state) applyGradient(ADAM, weight, gradient, state, pace);
        });
      });
      await pause();
    }
    const kept: KeptWeight[] = await Promise.all(
      weights.map(async (weight) => ({
        shape: weight.shape,
        values: (await weight.data<'float32'>()).slice(),
      })),
    );
    const untested = { shape: lessons.shape, accuracy: Number.NaN, weights: kept };
    const { classify } = classifierFrom(untested);
    return classifierFrom({ ...untested, accuracy: await accuracyOf(classify, lessons.heldOut) });
  } finally {
    tf.dispose([...weights, ...states]);
  }
}

async function accuracyOf(
  classify: Classifier['classify'],
  heldOut: readonly LabelledImages[],
): Promise<number> {
  let [right, count] = [0, 0];
  for (const { images, labels } of heldOut) {
    const named = await classify(images);
    named.forEach((label, i) => {
      if (label === labels[i]) right += 1;
    });
    count += named.length;
  }
  return right / count;
}

export function classifierFrom(kept: KeptClassifier): Classifier {
  const apply = async (
    images: Float32Array,
    head: (x: tf.Tensor4D, weights: readonly tf.Tensor[]) => tf.Tensor,
  ) => {
    const output = tf.tidy(() => {
      const weights = kept.weights.map(({ shape, values }) =>
        tf.tensor(values.slice(), [...shape]),
      );
      return head(tensorOf(images, kept.shape), weights);
    });
    const values = await output.data();
    output.dispose();
    return values;
  };
  return {
    kept,
    accuracy: kept.accuracy,
    async classify(images) {
      const named = await apply(images, (x, weights) => tf.argMax(logitsOf(x, weights), 1));
      return Int32Array.from(named);
    },
    async features(images) {
      const means = await apply(images, (x, weights) => tf.mean(lastStage(x, weights), [1, 2]));
      return Float32Array.from(means);
    },
  };
}

function tensorOf(images: Float32Array, [height, width, channels]: Lessons['shape']): tf.Tensor4D {
  const count = images.length / (height * width * channels);
  return tf.tensor4d(images, [count, height, width, channels], 'float32');
}

/** Weights in pairs of kernel and bias. */
function lastStage(images: tf.Tensor4D, weights: readonly tf.Tensor[]): tf.Tensor4D {
  let x = shrunk(images, SIDE);
  FILTERS.forEach((_, stage) => {
    x = tf.relu(convolve(x, weights[2 * stage] as tf.Tensor4D, weights[2 * stage + 1]));
  });
  return x;
}

function logitsOf(images: tf.Tensor4D, weights: readonly tf.Tensor[]): tf.Tensor2D {
  const x = lastStage(images, weights);
  const flat = tf.reshape(x, [x.shape[0], -1]) as tf.Tensor2D;
  const [kernel, bias] = weights.slice(2 * FILTERS.length);
  return tf.add(ops.dense(flat, kernel as tf.Tensor2D), bias as tf.Tensor);
}

function lossOf(logits: tf.Tensor2D, asked: tf.Tensor): tf.Scalar {
  return tf.neg(tf.mean(tf.sum(tf.mul(ops.logSoftmax(logits), asked), 1)));
}

function firstWeights({ shape, classes }: Lessons): tf.Tensor[] {
  const factor = Math.max(1, Math.floor(Math.min(shape[0], shape[1]) / SIDE));
  const halved = (length: number) =>
    FILTERS.reduce((side) => Math.ceil(side / 2), Math.floor(length / factor));
  const flat = halved(shape[0]) * halved(shape[1]) * (FILTERS.at(-1) ?? 1);
  const kernels = FILTERS.map((filters, stage) => {
    const size = stage === 0 ? 5 : 3;
    return [size, size, FILTERS[stage - 1] ?? shape[2], filters];
  });
  const convolutions = kernels.flatMap((kernel, stage) => {
    const [height = 1, width = 1, inputs = 1, filters = 1] = kernel;
    const fans = [height * width * inputs, height * width * filters] as const;
    const values = initialize({ type: 'he-normal' }, kernel, fans, deriveKey(KEY, stage));
    return [tf.tensor(values, kernel), tf.zeros([filters])];
  });
  // Zeros: at first every class is as likely as any other.
  return [...convolutions, tf.zeros([flat, classes]), tf.zeros([classes])];
}
