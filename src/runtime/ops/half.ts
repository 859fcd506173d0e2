/** Rounding to halves, and back: gradients pass through both as they are, in float32. */
import { clone, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';
import { HALF, WHOLE } from '../kernels/names.ts';

export const halfGradients: readonly GradConfig[] = [HALF, WHOLE].map((kernelName) => ({
  kernelName,
  gradFunc: (dy) => ({ x: () => clone(dy as Tensor) }),
}));
