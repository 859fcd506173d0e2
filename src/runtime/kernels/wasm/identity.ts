/**
 * `Identity` on wasm that shares the buffer and counts one more reader, as `Reshape` and the other backends do. The
 * stock kernel copies, and every tensor that the tape saves goes through it.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';

/** Wraps the stock kernel, which keeps the strings: they do not lie on the heap. */
export function sharing(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (call) => {
      const { x } = call.inputs as { x: TensorInfo };
      if (x.dtype === 'string') return stock.kernelFunc(call);
      (call.backend as BackendWasm).incRef(x.dataId);
      return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
    },
  };
}
