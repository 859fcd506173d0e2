/**
 * The transformations of "Differentiable Augmentation for Data-Efficient GAN Training" (DiffAugment), each with random
 * numbers of its own for every sample, made of products and sums so that gradients of every order are right.
 */
import type * as tfjs from '@tensorflow/tfjs-core';
import type { Context } from '../define.ts';

/** Of height and width. */
const LARGEST_SHIFT = 1 / 8;
const CUTOUT = 1 / 2;

/** Brightness, then saturation, then contrast. */
export function color({ tf, random }: Context, images: tfjs.Tensor): tfjs.Tensor {
  const one = () => random.uniform([images.shape[0] ?? 1, 1, 1, 1]);
  const around = (x: tfjs.Tensor, axes: number[], factor: tfjs.Tensor) => {
    const mean = tf.mean(x, axes, true);
    return tf.add(tf.mul(tf.sub(x, mean), factor), mean);
  };
  const bright = tf.add(images, tf.sub(one(), 0.5));
  const saturated = around(bright, [3], tf.mul(one(), 2));
  return around(saturated, [1, 2, 3], tf.add(one(), 0.5));
}

/** Mirrors each image left to right with probability one half. */
export function flip({ tf, random }: Context, images: tfjs.Tensor): tfjs.Tensor {
  const isFlipped = tf.less(random.uniform([images.shape[0] ?? 1, 1, 1, 1]), 0.5);
  const share = tf.cast(isFlipped, 'float32');
  return tf.add(images, tf.mul(share, tf.sub(tf.reverse(images, 2), images)));
}

/** Moves each image by up to an eighth of its height and width; what comes in is zero. */
export function translate(context: Context, images: tfjs.Tensor): tfjs.Tensor {
  const { tf } = context;
  const [batch = 1, height = 1, width = 1, channels = 1] = images.shape;
  const rows = shifts(context, batch, height);
  const columns = shifts(context, batch, width);
  const moved = tf.matMul(rows, tf.reshape(images, [batch, height, width * channels]));
  const turned = tf.transpose(tf.reshape(moved, images.shape), [0, 2, 1, 3]);
  const both = tf.matMul(columns, tf.reshape(turned, [batch, width, height * channels]));
  return tf.transpose(tf.reshape(both, [batch, width, height, channels]), [0, 2, 1, 3]);
}

/** Zeroes a rectangle of half the height and width, which may reach over the edge, in each image. */
export function cutout(context: Context, images: tfjs.Tensor): tfjs.Tensor {
  const { tf } = context;
  const [batch = 1, height = 1, width = 1] = images.shape;
  const rows = tf.reshape(hole(context, batch, height), [batch, height, 1, 1]);
  const columns = tf.reshape(hole(context, batch, width), [batch, 1, width, 1]);
  return tf.mul(images, tf.sub(1, tf.mul(rows, columns)));
}

/** One matrix for each sample that takes element i from i + t, or nothing where that lies outside: [N, length, length]. */
function shifts({ tf, random }: Context, batch: number, length: number): tfjs.Tensor {
  const largest = Math.floor(length * LARGEST_SHIFT + 0.5);
  const shift = random.integers([batch, 1, 1], -largest, largest + 1);
  const to = tf.reshape(tf.range(0, length, 1, 'int32'), [1, length, 1]);
  const from = tf.reshape(tf.range(0, length, 1, 'int32'), [1, 1, length]);
  return tf.cast(tf.equal(tf.add(to, shift), from), 'float32');
}

/** One where the hole is: [N, length]. */
function hole({ tf, random }: Context, batch: number, length: number): tfjs.Tensor {
  const size = Math.floor(length * CUTOUT + 0.5);
  const middle = random.integers([batch, 1, 1], 0, length + 1 - (size % 2));
  const first = tf.sub(tf.reshape(middle, [batch, 1]), Math.floor(size / 2));
  const within = tf.sub(tf.reshape(tf.range(0, length, 1, 'int32'), [1, length]), first);
  return tf.mul(
    tf.cast(tf.greaterEqual(within, 0), 'float32'),
    tf.cast(tf.less(within, size), 'float32'),
  );
}
