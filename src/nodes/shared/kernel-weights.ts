/**
 * Kernel and bias of dense layers and convolutions: what they are at first, and what the layer computes with once
 * spectral normalization and equalized learning rate have had their say (in this order).
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayerContext, Shape, Weight } from '../define.ts';
import type { Initializer } from '../fields/initializer.ts';
import { type KernelShape, kernelSize } from '../fields/kernel.ts';
import { sizeOf } from '../shapes.ts';
import {
  biasInitializer,
  type Equalized,
  kernelInitializer,
  scaledBias,
  scaledKernel,
} from './equalized.ts';
import { spectrallyNormalized, spectralWeights } from './spectral-norm.ts';

export interface KernelParams extends Equalized {
  readonly bias: boolean;
  readonly kernelInitializer: Initializer;
  readonly biasInitializer: Initializer;
  readonly spectralNorm?: boolean;
}

export interface KernelFacts {
  readonly shape: Shape;
  /** Of the initializers. */
  readonly fans: readonly [number, number];
  readonly outputs: number;
  /** The kernel's axes without those of its outputs. */
  readonly inputs: Shape;
}

export function kernelWeights(
  params: KernelParams,
  { shape, fans, outputs, inputs }: KernelFacts,
): readonly Weight[] {
  const kernel: Weight = {
    name: 'kernel',
    shape,
    initializer: kernelInitializer(params, params.kernelInitializer),
    isTrainable: true,
    fans,
  };
  const bias: Weight = {
    name: 'bias',
    shape: [outputs],
    initializer: biasInitializer(params, params.biasInitializer, fans),
    isTrainable: true,
    fans,
  };
  return [
    kernel,
    ...(params.bias ? [bias] : []),
    ...(params.spectralNorm ? spectralWeights(outputs, inputs) : []),
  ];
}

/** Of a convolution of which each filter sees `channels`: kernel [height, width, channels, filters]. */
export function convolutionWeights(
  params: KernelParams & KernelShape & { readonly filters: number },
  channels: number,
): readonly Weight[] {
  const { filters } = params;
  const area = kernelSize(params);
  const inputs = [...area, channels];
  return kernelWeights(params, {
    shape: [...inputs, filters],
    fans: [sizeOf(inputs), sizeOf(area) * filters],
    outputs: filters,
    inputs,
  });
}

/** The kernel in effect. `inputs` of the facts; `matrixOf` gives the kernel as [inputs, outputs], which its last axis is unless said. */
export function kernelOf(
  context: LayerContext,
  params: KernelParams,
  inputs: Shape,
  matrixOf?: (kernel: Tensor) => Tensor,
): Tensor {
  const { tf, weight } = context;
  const stored = weight('kernel');
  const fanIn = sizeOf(inputs);
  if (!params.spectralNorm) return scaledKernel(context, params, stored, fanIn);
  const matrix = matrixOf ? matrixOf(stored) : tf.reshape(stored, [fanIn, -1]);
  return scaledKernel(context, params, spectrallyNormalized(context, stored, matrix), fanIn);
}

/** The output with its bias, where the layer has one. */
export function biased(context: LayerContext, params: KernelParams, output: Tensor): Tensor {
  return params.bias ? context.tf.add(output, scaledBias(context, params)) : output;
}
