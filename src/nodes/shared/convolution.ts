/**
 * Convolutions in groups and with gaps between the elements of their kernels, made of plain ones, so that gradients of
 * every order come along: stock tf.js has neither groups nor a gradient of dilated convolution.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { LayerContext, Padding } from '../define.ts';
import type { Pair } from '../fields/kernel.ts';
import { spaced } from './resampling.ts';

/** A kernel [h, w, C, K] with `dilation` − 1 zeros between its neighbours. They are multiplied by like any weight. */
export function dilated({ tf, ops }: LayerContext, kernel: Tensor4D, dilation: number): Tensor4D {
  if (dilation === 1) return kernel;
  const [height, width, channels, filters] = kernel.shape;
  const [rows, columns] = [spaced(height, dilation), spaced(width, dilation)];
  const wide = ops.resample(
    tf.reshape(kernel, [1, height, width, channels * filters]),
    rows,
    columns,
  );
  return tf.reshape(wide, [rows.outputs.length, columns.outputs.length, channels, filters]);
}

/** x [N, H, W, C] under a kernel [h, w, C ÷ groups, K], whose first K ÷ groups filters see the first C ÷ groups channels. */
export function grouped(
  { tf, ops }: LayerContext,
  x: Tensor4D,
  kernel: Tensor4D,
  groups: number,
  stride: Pair,
  padding: Padding,
): Tensor4D {
  if (groups === 1) return ops.conv2d(x, kernel, stride, padding);
  const [batch, height, width, channels] = x.shape;
  const [rows, columns, seen, filters] = kernel.shape;
  if (groups === channels) {
    const each = tf.reshape(kernel, [rows, columns, channels, filters / channels]);
    return ops.depthwiseConv2d(x, each as Tensor4D, stride, padding);
  }
  const made = filters / groups;
  const parts = Array.from({ length: groups }, (_, group) =>
    ops.conv2d(
      tf.slice(x, [0, 0, 0, group * seen], [batch, height, width, seen]),
      tf.slice(kernel, [0, 0, 0, group * made], [rows, columns, seen, made]),
      stride,
      padding,
    ),
  );
  return tf.concat(parts, 3);
}
