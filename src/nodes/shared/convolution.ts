/**
 * Convolutions in groups and with gaps between the elements of their kernels, made of plain ones, so that gradients of
 * every order come along: stock tf.js has neither groups nor a gradient of dilated convolution.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { LayerContext, Padding } from '../define.ts';
import {
  type KernelShape,
  kernelSize,
  type Pair,
  type StrideShape,
  strideSize,
} from '../fields/kernel.ts';
import { sizeOf } from '../shapes.ts';
import type { Placement } from './padding.ts';
import { fromPhases, intoPhases, type Phases, spaced } from './resampling.ts';

interface Geometry extends KernelShape, StrideShape {
  /** From one element of the kernel to the next. */
  readonly dilation: number;
  readonly groups: number;
}

/**
 * x [N, H, W, C] under a kernel [h, w, C ÷ groups, K]. Along an axis without stride, every `dilation`th row is an image
 * of its own, under the kernel as it is, so that no gap is multiplied by; along others the gaps are filled with zeros.
 */
export function convolution(
  context: LayerContext,
  x: Tensor4D,
  kernel: Tensor4D,
  shape: Geometry,
  { padding, height, width }: Placement,
): Tensor4D {
  const { inKernel, inImage } = gapsOf(shape);
  const filled = withZeros(context, kernel, inKernel);
  const stride = strideSize(shape);
  if (sizeOf(inImage) === 1) return grouped(context, x, filled, shape.groups, stride, padding);
  const [top, , left] = padding;
  const rows = phasesOf(inImage[0], top, height, filled.shape[0], stride[0]);
  const columns = phasesOf(inImage[1], left, width, filled.shape[1], stride[1]);
  return inPhases(context, x, [rows, columns], (phases) =>
    grouped(context, phases, filled, shape.groups, stride, [0, 0, 0, 0]),
  );
}

/** Height and width of the kernel that is multiplied by, zeros in its gaps included. */
export function filledSize(shape: Omit<Geometry, 'groups'>): Pair {
  const [height, width] = kernelSize(shape);
  const [down, across] = gapsOf(shape).inKernel;
  return [(height - 1) * down + 1, (width - 1) * across + 1];
}

/** Where the dilation of each axis goes. */
function gapsOf(shape: Omit<Geometry, 'groups'>): {
  readonly inKernel: Pair;
  readonly inImage: Pair;
} {
  const [height, width] = kernelSize(shape);
  const [down, across] = strideSize(shape);
  const gap = (length: number, isHere: boolean) => (length > 1 && isHere ? shape.dilation : 1);
  return {
    inKernel: [gap(height, down > 1), gap(width, across > 1)],
    inImage: [gap(height, down === 1), gap(width, across === 1)],
  };
}

function withZeros({ tf, ops }: LayerContext, kernel: Tensor4D, [down, across]: Pair): Tensor4D {
  if (down * across === 1) return kernel;
  const [height, width, channels, filters] = kernel.shape;
  const [rows, columns] = [spaced(height, down), spaced(width, across)];
  const wide = ops.resample(
    tf.reshape(kernel, [1, height, width, channels * filters]),
    rows,
    columns,
  );
  return tf.reshape(wide, [rows.outputs.length, columns.outputs.length, channels, filters]);
}

/** Phases without an output are left out. */
function phasesOf(
  gap: number,
  before: number,
  length: number,
  kernel: number,
  stride: number,
): Phases {
  const made = Math.ceil(length / gap);
  const read = (made - 1) * stride + kernel;
  return { gap, before, count: Math.min(gap, length), read, made, length };
}

/** `convolve` gives of each phase of the image the same phase of the output. */
function inPhases(
  { tf, ops }: LayerContext,
  x: Tensor4D,
  [rows, columns]: readonly [Phases, Phases],
  convolve: (phases: Tensor4D) => Tensor4D,
): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const sorted = ops.resample(x, intoPhases(height, rows), intoPhases(width, columns));
  // Four axes: a transposition of five takes twice as long as the convolution on wasm.
  const lines = [batch * rows.count, rows.read, columns.count, columns.read * channels];
  const phases = [batch * rows.count * columns.count, rows.read, columns.read, channels] as const;
  const apart = tf.transpose(tf.reshape(sorted, lines), [0, 2, 1, 3]);
  const y = convolve(tf.reshape(apart, [...phases]) as Tensor4D);
  const [, down, across, filters] = y.shape;
  const beside = [batch * rows.count, columns.count, down, across * filters];
  const result = [batch, rows.count * down, columns.count * across, filters] as const;
  const together = tf.transpose(tf.reshape(y, beside), [0, 2, 1, 3]);
  return ops.resample(tf.reshape(together, [...result]), fromPhases(rows), fromPhases(columns));
}

/** x [N, H, W, C] under a kernel [h, w, C ÷ groups, K], whose first K ÷ groups filters see the first C ÷ groups channels. */
function grouped(
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
