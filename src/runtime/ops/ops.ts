/**
 * The operations that node kinds get: fast and right on every backend once `startBackend` has registered what they
 * run on. Activations and products are stock operations on kernels and gradients of ours.
 */
import { leakyRelu, matMul, prelu, sigmoid, softplus, tanh } from '@tensorflow/tfjs-core';
import type { Ops } from '../../nodes/define.ts';
import { elu, gelu, selu, swish } from './activations.ts';
import { conv2d, conv2dTranspose } from './conv2d.ts';
import { depthwiseConv2d } from './depthwise-conv2d.ts';
import { detach } from './detach.ts';
import { logSoftmax } from './log-softmax.ts';
import { maxPool } from './max-pool.ts';
import { meanOf } from './mean-of.ts';
import { batchNormalize, groupNormalize, instanceNormalize } from './normalize.ts';
import { resample } from './resample.ts';
import { softmax } from './softmax.ts';

export const ops: Ops = {
  conv2d,
  conv2dTranspose,
  dense: (x, kernel) => matMul(x, kernel),
  batchNormalize,
  leakyRelu: (x, slope) => leakyRelu(x, slope),
  tanh: (x) => tanh(x),
  sigmoid: (x) => sigmoid(x),
  softplus: (x) => softplus(x),
  detach,
  logSoftmax,
  softmax,
  elu,
  selu,
  swish,
  gelu,
  instanceNormalize,
  groupNormalize,
  prelu: (x, slope) => prelu(x, slope),
  depthwiseConv2d,
  resample,
  maxPool,
  meanOf,
};
