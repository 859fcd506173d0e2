/**
 * Stock wasm packs a filter or right factor once per tensor and keeps the packed copy until the tensor is disposed.
 * Weights that are changed in place would go on with the first copy for ever. Here such kernels get their weights under
 * a name of one use: same memory, nothing copied, and the packed copy goes with the name.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { journalNow } from '../../replay/journal.ts';

/** Wraps a stock kernel that keeps packed copies of the input `weights`. */
export function withFreshWeights(weights: string): (stock: KernelConfig) => KernelConfig {
  return (stock) => ({
    ...stock,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const wasm = backend as BackendWasm;
      const kept = inputs[weights];
      if (!kept) return stock.kernelFunc({ inputs, backend, ...(attrs ? { attrs } : {}) });
      const fresh = renamed(wasm, kept);
      try {
        return stock.kernelFunc({
          inputs: { ...inputs, [weights]: fresh },
          backend,
          ...(attrs ? { attrs } : {}),
        });
      } finally {
        forget(wasm, fresh);
      }
    },
  });
}

function renamed(wasm: BackendWasm, { dataId, shape, dtype }: TensorInfo): TensorInfo {
  const fresh = wasm.makeOutput(shape, dtype, wasm.getMemoryOffset(dataId));
  journalNow()?.register(wasm.dataIdMap.get(fresh.dataId).id);
  return fresh;
}

/** Like `disposeData`, but the memory stays: it is the weights'. */
function forget(wasm: BackendWasm, { dataId }: TensorInfo): void {
  wasm.wasm.tfjs.disposeData(wasm.dataIdMap.get(dataId).id);
  wasm.dataIdMap.delete(dataId);
}
