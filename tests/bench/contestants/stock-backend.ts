/** tf.js as its users start it; on wasm with our filter gradient, without which nothing convolutional trains there. */
import { registerKernel, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers';
import { startWasm } from '../../../src/runtime/backends/wasm.ts';
import { stockFilterGradient } from '../../../src/runtime/kernels/wasm/stock-filter-gradient.ts';

export async function startStockBackend(backend: 'wasm' | 'webgpu'): Promise<void> {
  if (backend === 'wasm') {
    const started = await startWasm();
    if (!started.isStarted) throw new Error(started.why);
    registerKernel(stockFilterGradient);
    return;
  }
  await import('@tensorflow/tfjs-backend-webgpu');
  if (!(await setBackend('webgpu'))) throw new Error('WebGPU does not start here');
}
