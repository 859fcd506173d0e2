/** The kernels that we bring to WebGPU. */
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { activationGradient } from './activation-gradient.ts';
import { random } from './random.ts';

export const webgpuKernels: readonly KernelConfig[] = [random, activationGradient];
