/** The backend `webgpu`. */
import { ready, setBackend } from '@tensorflow/tfjs-core';
import type { Started } from './start.ts';

export async function startWebgpu(): Promise<Started> {
  if (typeof navigator === 'undefined' || !navigator.gpu) {
    return { isStarted: false, why: 'no WebGPU here' };
  }
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) return { isStarted: false, why: 'no WebGPU adapter in this browser' };
  await import('@tensorflow/tfjs-backend-webgpu');
  const isStarted = await setBackend('webgpu').catch(() => false);
  if (!isStarted) return { isStarted: false, why: 'WebGPU does not start here' };
  await ready();
  return { isStarted: true, device: adapter.info.description || adapter.info.vendor };
}
