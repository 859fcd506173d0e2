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
import type { BackendName } from '../trainer-types.ts';
import { activationGradient } from './host/activation-gradient.ts';
import { batchNormalize, batchNormalizeGradient } from './host/batch-normalize.ts';
import { hostKernels } from './host/define.ts';
import { random } from './host/random.ts';
import { conv2dBackpropFilter } from './wasm/conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './wasm/conv2d-backprop-input.ts';
import { withFreshWeights } from './wasm/fresh-weights.ts';
import { transposingFirst } from './wasm/products.ts';
import { webgpuKernels } from './webgpu/kernels.ts';

const KERNELS: readonly KernelConfig[] = [
  ...[random, activationGradient, batchNormalize, batchNormalizeGradient].flatMap(hostKernels),
  conv2dBackpropFilter,
  conv2dBackpropInput,
  ...webgpuKernels,
];

type Wrap = (stock: KernelConfig) => KernelConfig;

/** Stock wasm kernels that ours wrap. */
const WRAPPED: readonly (readonly [name: string, wrap: Wrap])[] = [
  ['Conv2D', withFreshWeights('filter')],
  ['FusedConv2D', withFreshWeights('filter')],
  ['DepthwiseConv2dNative', withFreshWeights('filter')],
  ['FusedDepthwiseConv2D', withFreshWeights('filter')],
  ['Prelu', withFreshWeights('alpha')],
  ['BatchMatMul', (stock) => transposingFirst(withFreshWeights('b')(stock))],
  ['_FusedMatMul', (stock) => transposingFirst(withFreshWeights('b')(stock))],
];

const done = new Set<BackendName>();

/** Once per backend; call it after the backend's package is imported, so that ours win. */
export function registerKernels(backend: BackendName): void {
  if (done.has(backend)) return;
  if (done.size === 0) registerGradients();
  done.add(backend);
  for (const kernel of KERNELS.filter(({ backendName }) => backendName === backend))
    replace(kernel);
  if (backend === 'wasm') {
    for (const [name, wrap] of WRAPPED) replace(wrap(getKernel(name, backend)));
  }
}

/** Registering over a name warns, so what is there goes first. */
function replace(kernel: KernelConfig): void {
  const { kernelName, backendName } = kernel;
  if (getKernel(kernelName, backendName)) unregisterKernel(kernelName, backendName);
  registerKernel(kernel);
}

function registerGradients(): void {
  for (const gradient of gradients) {
    if (getGradient(gradient.kernelName)) unregisterGradient(gradient.kernelName);
    registerGradient(gradient);
  }
}
