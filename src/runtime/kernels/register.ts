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
import { activation } from './host/activation.ts';
import { activationGradient } from './host/activation-gradient.ts';
import { hostKernels, onWasm } from './host/define.ts';
import { maxPick, maxPlace } from './host/max-pool.ts';
import { meanOf, meanOfGradient } from './host/mean-of.ts';
import { normalize, normalizeGradient } from './host/normalize.ts';
import { preluGradient } from './host/prelu-gradient.ts';
import { random } from './host/random.ts';
import { resample } from './host/resample.ts';
import {
  ACTIVATION,
  ACTIVATION_GRADIENT,
  NORMALIZE,
  NORMALIZE_GRADIENT,
  RANDOM,
  RESAMPLE,
} from './names.ts';
import {
  activatingOurs,
  bendingSigmoid,
  leaking,
  rectifying,
  sloping,
} from './wasm/activations.ts';
import { convolving } from './wasm/conv2d.ts';
import { filterGradient } from './wasm/conv2d-backprop-filter.ts';
import { inputGradient } from './wasm/conv2d-backprop-input.ts';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './wasm/depthwise-backprop.ts';
import { casting, filling, fillingLike, ranging } from './wasm/fills.ts';
import { withFreshWeights } from './wasm/fresh-weights.ts';
import { sharing } from './wasm/identity.ts';
import { normalizing, normalizingBack } from './wasm/normalize.ts';
import { joining, slicing, splitting, stacking } from './wasm/pieces.ts';
import { multiplying } from './wasm/products.ts';
import { drawing } from './wasm/random.ts';
import { reducing } from './wasm/reduce.ts';
import { resampling } from './wasm/resample.ts';
import { adding, summing } from './wasm/rows.ts';
import { stockFilterGradient } from './wasm/stock-filter-gradient.ts';
import { stockInputGradient } from './wasm/stock-input-gradient.ts';
import { transposingFirst } from './wasm/transposing-first.ts';
import { ACTIVATIONS, activating } from './webgpu/activating.ts';
import { adding as addingLater } from './webgpu/adding.ts';
import { cast } from './webgpu/cast.ts';
import { conv2d } from './webgpu/conv2d.ts';
import { addInHalf } from './webgpu/half/add.ts';
import { withWhole } from './webgpu/half/packing.ts';
import {
  conv2dInHalf,
  filterGradientInHalf,
  inputGradientInHalf,
  matMulInHalf,
} from './webgpu/half/products.ts';
import { rectifyInHalf } from './webgpu/half/rectify.ts';
import { webgpuKernels } from './webgpu/kernels.ts';
import { batchMatMul } from './webgpu/products.ts';
import { sum } from './webgpu/sum.ts';
import { zerosLater } from './webgpu/zeros.ts';

const HOST = [
  random,
  activation,
  activationGradient,
  preluGradient,
  normalize,
  normalizeGradient,
  resample,
  meanOf,
  meanOfGradient,
  maxPick,
  maxPlace,
];

const KERNELS: readonly KernelConfig[] = [
  ...HOST.flatMap(hostKernels),
  filterGradient(stockFilterGradient),
  inputGradient(stockInputGradient),
  onWasm(depthwiseBackpropInput),
  onWasm(depthwiseBackpropFilter),
  ...webgpuKernels,
];

type Wrap = (stock: KernelConfig) => KernelConfig;

/** Kernels that others of ours wrap, and leave to what these cannot do. */
const WRAPPED: readonly (readonly [backend: BackendName, name: string, wrap: Wrap])[] = [
  ['wasm', RANDOM, drawing],
  ['wasm', 'Identity', sharing],
  ['wasm', 'Relu', rectifying],
  ['wasm', 'LeakyRelu', leaking],
  ['wasm', 'Sigmoid', bendingSigmoid],
  ['wasm', ACTIVATION, activatingOurs],
  ['wasm', ACTIVATION_GRADIENT, sloping],
  ['wasm', NORMALIZE, normalizing],
  ['wasm', NORMALIZE_GRADIENT, normalizingBack],
  ['wasm', RESAMPLE, resampling],
  ['wasm', 'Add', adding],
  ['wasm', 'Conv2D', (stock) => convolving(withFreshWeights('filter')(stock))],
  ['wasm', 'FusedConv2D', withFreshWeights('filter')],
  ['wasm', 'DepthwiseConv2dNative', withFreshWeights('filter')],
  ['wasm', 'FusedDepthwiseConv2D', withFreshWeights('filter')],
  ['wasm', 'Prelu', withFreshWeights('alpha')],
  ['wasm', 'BatchMatMul', (stock) => multiplying(withFreshWeights('b')(stock))],
  ['wasm', '_FusedMatMul', (stock) => transposingFirst(withFreshWeights('b')(stock))],
  ['wasm', 'Slice', slicing],
  ['wasm', 'SplitV', splitting],
  ['wasm', 'Concat', joining],
  ['wasm', 'Pack', stacking],
  ['wasm', 'Fill', filling],
  ['wasm', 'ZerosLike', fillingLike(0)],
  ['wasm', 'OnesLike', fillingLike(1)],
  ['wasm', 'Cast', casting],
  ['wasm', 'Range', ranging],
  ['wasm', 'Sum', (stock) => summing(reducing(stock))],
  ['wasm', 'Mean', reducing],
  ['wasm', 'Max', reducing],
  ['webgpu', 'Cast', cast],
  ['webgpu', 'Conv2D', (stock) => conv2dInHalf(conv2d(stock))],
  ['webgpu', 'Conv2DBackpropInput', inputGradientInHalf],
  ['webgpu', 'Conv2DBackpropFilter', filterGradientInHalf],
  ['webgpu', 'BatchMatMul', (stock) => matMulInHalf(batchMatMul(stock))],
  ['webgpu', 'ZerosLike', zerosLater],
  ['webgpu', 'Sum', (stock) => sum(withWhole(stock))],
  ['webgpu', 'Add', (stock) => addInHalf(addingLater(stock))],
  ...ACTIVATIONS.map((name) => ['webgpu', name, activating] as const),
  ['webgpu', 'Relu', rectifyInHalf],
  ['webgpu', 'LeakyRelu', rectifyInHalf],
];

const done = new Set<BackendName>();

/** Once per backend; call it after the backend's package is imported, so that ours win. */
export function registerKernels(backend: BackendName): void {
  if (done.has(backend)) return;
  if (done.size === 0) registerGradients();
  done.add(backend);
  for (const kernel of KERNELS.filter(({ backendName }) => backendName === backend))
    replace(kernel);
  for (const [on, name, wrap] of WRAPPED) {
    if (on === backend) replace(wrap(getKernel(name, backend)));
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
