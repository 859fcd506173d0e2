/** Calls tf.js' own wasm kernels from inside ours, on bare tensor infos (no tape, no tidy). */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { getKernel, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';

type Inputs = Record<string, TensorInfo>;

/** Runs `kernelName` and returns its one output; whoever calls disposes of it. */
export function runStock(
  backend: BackendWasm,
  kernelName: string,
  inputs: Inputs,
  attrs: NamedAttrMap,
): TensorInfo {
  const output = getKernel(kernelName, 'wasm').kernelFunc({ inputs, backend, attrs });
  if (Array.isArray(output)) {
    throw new Error(`internal: kernel ${kernelName} gave ${output.length} outputs, expected one`);
  }
  return output;
}

export function transpose(backend: BackendWasm, x: TensorInfo, perm: number[]): TensorInfo {
  return runStock(backend, 'Transpose', { x }, { perm });
}

export function dispose(backend: BackendWasm, ...infos: readonly TensorInfo[]): void {
  for (const { dataId } of infos) backend.disposeData(dataId);
}
