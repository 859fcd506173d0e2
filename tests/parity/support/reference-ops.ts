/** The operations in plain tf.js: slow, first-order gradients only, and independent of the runtime's kernels. */
import * as tf from '@tensorflow/tfjs-core';
import type { Ops } from '../../../src/nodes/define.ts';

export const referenceOps: Ops = {
  conv2d: (x, kernel, stride, [top, bottom, left, right]) =>
    tf.conv2d(
      tf.pad4d(x, [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ]),
      kernel,
      [stride[0], stride[1]],
      'valid',
    ),
  conv2dTranspose: (x, kernel, stride, [top, bottom, left, right], outputPadding) => {
    const [batch, height, width] = x.shape;
    const [kernelHeight, kernelWidth, filters] = kernel.shape;
    const fullHeight = (height - 1) * stride[0] + kernelHeight + outputPadding[0];
    const fullWidth = (width - 1) * stride[1] + kernelWidth + outputPadding[1];
    const full = tf.conv2dTranspose(
      x,
      kernel,
      [batch, fullHeight, fullWidth, filters],
      [stride[0], stride[1]],
      'valid',
    );
    const size = [batch, fullHeight - top - bottom, fullWidth - left - right, filters];
    return tf.slice4d(full, [0, top, left, 0], size as [number, number, number, number]);
  },
  dense: (x, kernel) => tf.matMul(x, kernel),
  batchNormalize: (x, epsilon) => {
    const axes = x.shape.map((_, axis) => axis).slice(0, -1);
    const mean = tf.mean(x, axes);
    const variance = tf.mean(tf.square(tf.sub(x, mean)), axes);
    const output = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)));
    return { output, mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D };
  },
  leakyRelu: (x, slope) => tf.leakyRelu(x, slope),
  tanh: (x) => tf.tanh(x),
  sigmoid: (x) => tf.sigmoid(x),
  softplus: (x) => tf.add(tf.relu(x), tf.log1p(tf.exp(tf.neg(tf.abs(x))))),
};
