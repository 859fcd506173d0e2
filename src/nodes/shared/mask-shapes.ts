/** Holes for inpainting, made on the device: 1 where pixels are missing, [N, H, W, 1]. Pixels count by their middle. */
import type * as tfjs from '@tensorflow/tfjs-core';
import type { Context } from '../define.ts';

interface Size {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
}

/** The same rectangle in the middle of every image; `share` of its height and width. */
export function center(
  { tf }: Context,
  { batch, height, width }: Size,
  share: number,
): tfjs.Tensor {
  const rows = inside(tf, middles(tf, height, 1), (height * (1 - share)) / 2, height * share);
  const columns = inside(tf, middles(tf, width, 2), (width * (1 - share)) / 2, width * share);
  return tf.tile(tf.mul(rows, columns), [batch, 1, 1, 1]);
}

/** A rectangle anywhere within each image, its sides uniform between two shares of the image's. */
export function box(
  { tf, random }: Context,
  { batch, height, width }: Size,
  smallest: number,
  largest: number,
): tfjs.Tensor {
  // Height, width, and how far down and right of what is left it lies.
  const drawn = random.uniform([batch, 4]);
  const number = (index: number) =>
    tf.reshape(tf.slice(drawn, [0, index], [batch, 1]), [batch, 1, 1, 1]);
  const along = (length: number, axis: number, size: tfjs.Tensor, place: tfjs.Tensor) => {
    const extent = tf.mul(tf.add(tf.mul(size, largest - smallest), smallest), length);
    const start = tf.mul(place, tf.sub(length, extent));
    return inside(tf, middles(tf, length, axis), start, extent);
  };
  return tf.mul(along(height, 1, number(0), number(2)), along(width, 2, number(1), number(3)));
}

/**
 * Straight brush strokes with round ends. Each begins anywhere, runs in any direction, is up to `length` long and between
 * half of `thickness` and all of it wide, both as shares of the shorter side.
 */
export function strokes(
  { tf, random }: Context,
  { batch, height, width }: Size,
  count: number,
  length: number,
  thickness: number,
): tfjs.Tensor {
  const side = Math.min(height, width);
  // Row and column of the beginning, direction, length, thickness.
  const drawn = random.uniform([batch, count, 5]);
  const number = (index: number, factor: number) => {
    const one = tf.slice(drawn, [0, 0, index], [batch, count, 1]);
    return tf.mul(tf.reshape(one, [batch, count, 1, 1]), factor);
  };
  const down = tf.sub(middles(tf, height, 2), number(0, height));
  const right = tf.sub(middles(tf, width, 3), number(1, width));
  const angle = number(2, 2 * Math.PI);
  const [sin, cos] = [tf.sin(angle), tf.cos(angle)];
  const along = tf.add(tf.mul(down, sin), tf.mul(right, cos));
  const across = tf.sub(tf.mul(right, sin), tf.mul(down, cos));
  // How far before the beginning or behind the end.
  const beyond = tf.add(tf.relu(tf.neg(along)), tf.relu(tf.sub(along, number(3, length * side))));
  const distance = tf.add(tf.square(across), tf.square(beyond));
  const radius = tf.add(number(4, (thickness * side) / 4), (thickness * side) / 4);
  const outside = tf.min(tf.sub(distance, tf.square(radius)), 1);
  const isCovered = tf.cast(tf.lessEqual(outside, 0), 'float32');
  return tf.reshape(isCovered, [batch, height, width, 1]);
}

/** The middles of the pixels, along one of four axes. */
function middles(tf: typeof tfjs, length: number, axis: number): tfjs.Tensor {
  const shape = [0, 1, 2, 3].map((other) => (other === axis ? length : 1));
  return tf.reshape(tf.range(0.5, length), shape);
}

function inside(
  tf: typeof tfjs,
  position: tfjs.Tensor,
  start: tfjs.Tensor | number,
  extent: tfjs.Tensor | number,
): tfjs.Tensor {
  const from = tf.sub(position, start);
  return tf.mul(
    tf.cast(tf.greaterEqual(from, 0), 'float32'),
    tf.cast(tf.less(from, extent), 'float32'),
  );
}
