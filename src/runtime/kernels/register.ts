/** Puts our kernels and gradients in tf.js' registries, over the stock ones where there are any. */
// Registers tf.js' stock gradients, in Node and in a page alike; core alone registers none.
import '@tensorflow/tfjs-layers';
import {
  getGradient,
  getKernel,
  type KernelConfig,
  registerGradient,
  registerKernel,
  unregisterGradient,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { gradients } from '../ops/gradients.ts';
import { random as cpuRandom } from './cpu/random.ts';
import { conv2dBackpropFilter } from './wasm/conv2d-backprop-filter.ts';
import { random as wasmRandom } from './wasm/random.ts';

const KERNELS: readonly KernelConfig[] = [cpuRandom, wasmRandom, conv2dBackpropFilter];

let isDone = false;

/** Once per page or process; call it after the backends are imported, so that ours win. */
export function registerKernels(): void {
  if (isDone) return;
  isDone = true;
  for (const kernel of KERNELS) {
    // Registering over a name warns, so what is there goes first.
    if (getKernel(kernel.kernelName, kernel.backendName)) {
      unregisterKernel(kernel.kernelName, kernel.backendName);
    }
    registerKernel(kernel);
  }
  for (const gradient of gradients) {
    if (getGradient(gradient.kernelName)) unregisterGradient(gradient.kernelName);
    registerGradient(gradient);
  }
}
