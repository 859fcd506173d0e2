/** Whether this machine's WebGPU, in Node, computes in half precision. */

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import { startBackend } from '../../../src/runtime/backends/start.ts';
import { hasHalf } from '../../../src/runtime/kernels/webgpu/half/run-half.ts';

export async function hasHalfHere(): Promise<boolean> {
  try {
    await startBackend('webgpu');
  } catch {
    return false;
  }
  return hasHalf((backend() as WebGPUBackend).device);
}
