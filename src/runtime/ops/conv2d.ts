/** Convolution and its transpose with padding on each side; gradients of every order come with the kernels. */
import {
  type Attribute,
  Conv2D,
  Conv2DBackpropInput,
  engine,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { Padding } from '../../nodes/define.ts';

type Pair = readonly [number, number];

export function conv2d(x: Tensor4D, filter: Tensor4D, stride: Pair, padding: Padding): Tensor4D {
  return engine().runKernel(
    Conv2D,
    { x, filter },
    { ...geometry(stride, padding), dilations: 1 },
  ) as Tensor4D;
}

/** The gradient of a convolution with respect to its input. */
export function conv2dTranspose(
  x: Tensor4D,
  filter: Tensor4D,
  stride: Pair,
  padding: Padding,
  outputPadding: Pair,
): Tensor4D {
  const [batch, height, width] = x.shape;
  const [kernelHeight, kernelWidth, filters] = filter.shape;
  const [top, bottom, left, right] = padding;
  const inputShape = [
    batch,
    (height - 1) * stride[0] - (top + bottom) + kernelHeight + outputPadding[0],
    (width - 1) * stride[1] - (left + right) + kernelWidth + outputPadding[1],
    filters,
  ];
  return engine().runKernel(
    Conv2DBackpropInput,
    { dy: x, filter },
    { ...geometry(stride, padding), inputShape },
  ) as Tensor4D;
}

function geometry(stride: Pair, [top, bottom, left, right]: Padding): Record<string, Attribute> {
  const pad = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  return { strides: [...stride], pad, dataFormat: 'NHWC' };
}
