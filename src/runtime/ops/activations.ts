/** Activations that stock tf.js lacks, has without settings, or derives wrongly: one kernel each. */
import { engine, type Tensor } from '@tensorflow/tfjs-core';
import { SELU_ALPHA, SELU_SCALE } from '../kernels/activation-constants.ts';
import { ACTIVATION, type OwnActivation } from '../kernels/names.ts';

export function elu(x: Tensor, alpha: number): Tensor {
  return activate(x, 'elu', alpha);
}

export function selu(x: Tensor): Tensor {
  return activate(x, 'elu', SELU_ALPHA, SELU_SCALE);
}

export function swish(x: Tensor): Tensor {
  return activate(x, 'swish');
}

export function gelu(x: Tensor, isApproximate: boolean): Tensor {
  return activate(x, isApproximate ? 'geluTanh' : 'gelu');
}

function activate(x: Tensor, activation: OwnActivation, slope = 0, scale = 1): Tensor {
  return engine().runKernel(ACTIVATION, { x }, { activation, slope, scale }) as Tensor;
}
