/**
 * Gradients of single operations in place of stock ones: that of exp saves the output, so that the gradient of a
 * gradient is silently wrong; that of abs is −1 at zero, where PyTorch's is 0 (flat areas under a total variation).
 */
import { Abs, Exp, exp, type GradConfig, mul, sign, type Tensor } from '@tensorflow/tfjs-core';

export const exactGradients: readonly GradConfig[] = [
  {
    kernelName: Exp,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => mul(dy as Tensor, exp(x as Tensor)) }),
  },
  {
    kernelName: Abs,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => mul(dy as Tensor, sign(x as Tensor)) }),
  },
];
