/** The kernels that we bring to WebGPU. */
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { activationGradient } from './activation-gradient.ts';
import { batchNormalize, batchNormalizeGradient } from './batch-normalize.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './conv2d-backprop-input.ts';
import { random } from './random.ts';

export const webgpuKernels: readonly KernelConfig[] = [
  random,
  activationGradient,
  batchNormalize,
  batchNormalizeGradient,
  conv2dBackpropFilter,
  conv2dBackpropInput,
];
