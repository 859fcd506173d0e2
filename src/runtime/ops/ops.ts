/** The operations that node kinds get: fast and right on every backend. `startBackend` registers what they run on. */
import type { Ops } from '../../nodes/define.ts';
import { leakyRelu, sigmoid, softplus, tanh } from './activations.ts';
import { batchNormalize } from './batch-normalize.ts';
import { conv2d, conv2dTranspose } from './conv2d.ts';
import { dense } from './dense.ts';

export const ops: Ops = {
  conv2d,
  conv2dTranspose,
  dense,
  batchNormalize,
  leakyRelu,
  tanh,
  sigmoid,
  softplus,
};
