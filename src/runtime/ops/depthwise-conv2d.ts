/**
 * Depthwise convolution: each channel has filters of its own. Its two gradients and it itself are each other's gradients,
 * so three kernels give all orders; stock gradients end after the first.
 */
import {
  DepthwiseConv2dNative,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  engine,
  type GradConfig,
  type NamedAttrMap,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { Padding } from '../../nodes/define.ts';

/** x [N,H,W,C] · filter [kh,kw,C,M] → [N,h,w,C·M]. */
export function depthwiseConv2d(
  x: Tensor4D,
  filter: Tensor4D,
  stride: readonly [number, number],
  [top, bottom, left, right]: Padding,
): Tensor4D {
  const pad = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  const attrs = {
    strides: [...stride],
    pad,
    dilations: [1, 1],
    dataFormat: 'NHWC',
    // Of both gradients, and what our own kernels are told the geometry by.
    inputShape: x.shape,
    filterShape: filter.shape,
  };
  return forward(x, filter, attrs) as Tensor4D;
}

const forward = (x: Tensor, filter: Tensor, attrs: NamedAttrMap) =>
  engine().runKernel(DepthwiseConv2dNative, { x, filter }, attrs) as Tensor;

const toInput = (dy: Tensor, filter: Tensor, attrs: NamedAttrMap) =>
  engine().runKernel(DepthwiseConv2dNativeBackpropInput, { dy, filter }, attrs) as Tensor;

const toFilter = (x: Tensor, dy: Tensor, attrs: NamedAttrMap) =>
  engine().runKernel(DepthwiseConv2dNativeBackpropFilter, { x, dy }, attrs) as Tensor;

export const depthwiseGradients: readonly GradConfig[] = [
  {
    kernelName: DepthwiseConv2dNative,
    inputsToSave: ['x', 'filter'],
    gradFunc: (upstream, saved, attrs) => {
      const [x, filter] = saved as [Tensor, Tensor];
      const dy = upstream as Tensor;
      return { x: () => toInput(dy, filter, attrs), filter: () => toFilter(x, dy, attrs) };
    },
  },
  {
    kernelName: DepthwiseConv2dNativeBackpropInput,
    inputsToSave: ['dy', 'filter'],
    gradFunc: (upstream, saved, attrs) => {
      const [dy, filter] = saved as [Tensor, Tensor];
      const x = upstream as Tensor;
      return { dy: () => forward(x, filter, attrs), filter: () => toFilter(x, dy, attrs) };
    },
  },
  {
    kernelName: DepthwiseConv2dNativeBackpropFilter,
    inputsToSave: ['x', 'dy'],
    gradFunc: (upstream, saved, attrs) => {
      const [x, dy] = saved as [Tensor, Tensor];
      const filter = upstream as Tensor;
      return { x: () => toInput(dy, filter, attrs), dy: () => forward(x, filter, attrs) };
    },
  },
];
