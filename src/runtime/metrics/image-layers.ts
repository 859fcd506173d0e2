/** What the networks that measure are made of. */
import * as tf from '@tensorflow/tfjs-core';
import type { Padding } from '../../nodes/define.ts';
import { ops } from '../ops/ops.ts';

/** Convolution that halves the sides, rounded up; padded with zeros. */
export function convolve(x: tf.Tensor4D, kernel: tf.Tensor4D, bias?: tf.Tensor): tf.Tensor4D {
  const [top, bottom] = paddingOf(x.shape[1], kernel.shape[0]);
  const [left, right] = paddingOf(x.shape[2], kernel.shape[1]);
  const padding: Padding = [top, bottom, left, right];
  const output = ops.conv2d(x, kernel, [2, 2], padding);
  return bias ? tf.add(output, bias) : output;
}

function paddingOf(length: number, kernel: number): readonly [number, number] {
  const total = Math.max(0, (Math.ceil(length / 2) - 1) * 2 + kernel - length);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** Each pixel the mean of factor × factor, the factor so that the shorter side ends in [side, 2 · side). */
export function shrunk(x: tf.Tensor4D, side: number): tf.Tensor4D {
  const factor = Math.floor(Math.min(x.shape[1], x.shape[2]) / side);
  return factor < 2 ? x : tf.avgPool(x, factor, factor, 'valid');
}
