/** Products of tf.js' own tiles with what its fused kernels can do at their end. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  getKernel,
  type KernelConfig,
  type NamedAttrMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { Activation } from '../names.ts';
import type { Finish } from './finish.ts';

const STOCK: Readonly<Partial<Record<Activation, string>>> = {
  relu: 'relu',
  leakyRelu: 'leakyrelu',
  sigmoid: 'sigmoid',
};

export function stockCan({ addend, activation, slope }: Finish): boolean {
  return !addend && !slope && (!activation || STOCK[activation.of] !== undefined);
}

/** `plain` without a finish, else the kernel `fused`. */
export function finishedByStock(
  plain: KernelConfig,
  fused: string,
  backend: WebGPUBackend,
  factors: Readonly<Record<string, TensorInfo>>,
  attrs: NamedAttrMap,
  { bias, activation }: Finish,
): TensorInfo {
  if (!bias && !activation) {
    return plain.kernelFunc({ inputs: factors, backend, attrs }) as TensorInfo;
  }
  const kernel = getKernel(fused, 'webgpu');
  if (!kernel) throw new Error(`internal: tf.js has no kernel ${fused} for WebGPU`);
  const ending = {
    activation: activation ? (STOCK[activation.of] ?? null) : 'linear',
    leakyreluAlpha: activation?.slope ?? 0,
  };
  const inputs = { ...factors, ...(bias ? { bias } : {}) };
  return kernel.kernelFunc({
    inputs,
    backend,
    attrs: { ...attrs, ...ending } as NamedAttrMap,
  }) as TensorInfo;
}
