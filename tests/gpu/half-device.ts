/** Whether this machine's WebGPU, in Node, computes in half precision. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { hasHalf } from '../../src/runtime/kernels/webgpu/half/run-half.ts';

/** Throws where Node has no WebGPU: without the package `webgpu`, or without an adapter. */
export async function hasHalfHere(): Promise<boolean> {
  await startBackend('webgpu');
  return hasHalf((backend() as WebGPUBackend).device);
}
