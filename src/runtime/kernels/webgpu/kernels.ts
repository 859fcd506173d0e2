/** The kernels that we bring to WebGPU. */
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { averages } from '../../in-place/averages.ts';
import { updateAll } from '../../optimizers/update-all.ts';
import { activation } from './activation.ts';
import { activationGradient } from './activation-gradient.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './conv2d-backprop-input.ts';
import { pack, unpack } from './half/packing.ts';
import { maxPick, maxPlace } from './max-pool.ts';
import { meanOf, meanOfGradient } from './mean-of.ts';
import { normalize, normalizeGradient } from './normalize.ts';
import { preluGradient } from './prelu-gradient.ts';
import { random } from './random.ts';
import { resample } from './resample.ts';
import { softmax } from './softmax.ts';

export const webgpuKernels: readonly KernelConfig[] = [
  random,
  activation,
  activationGradient,
  preluGradient,
  normalize,
  normalizeGradient,
  meanOf,
  meanOfGradient,
  softmax,
  conv2dBackpropFilter,
  conv2dBackpropInput,
  resample,
  maxPick,
  maxPlace,
  updateAll,
  averages,
  pack,
  unpack,
];
