/** In what a run computes: mixed precision where its document asks for it and the device has it, else float32, and why. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, getBackend } from '@tensorflow/tfjs-core';
import type { Program } from '../../compiler/program.ts';
import { hasHalf } from '../kernels/webgpu/half/run-half.ts';
import type { PrecisionFact } from '../trainer-types.ts';

export function precisionHere({ precision }: Program): PrecisionFact {
  if (precision !== 'mixed') return { used: 'float32', reason: null };
  const name = getBackend();
  if (name !== 'webgpu') return inFloat(`mixed precision needs WebGPU, and this run is on ${name}`);
  const { device } = backend() as WebGPUBackend;
  return hasHalf(device)
    ? { used: 'mixed', reason: null }
    : inFloat('the GPU at hand has no arithmetic in half precision (shader-f16)');
}

function inFloat(why: string): PrecisionFact {
  return {
    used: 'float32',
    reason: `The document asks for mixed precision, but ${why}, so this run trains in float32: the results are good, at the usual speed. Train where there is such a GPU, or set the precision to float32 in the training settings.`,
  };
}
