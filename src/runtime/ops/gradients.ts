/** Gradients that stock tf.js lacks or gets wrong. */
import type { GradConfig } from '@tensorflow/tfjs-core';
import { activationGradients } from './activation-gradients.ts';
import { depthwiseGradients } from './depthwise-conv2d.ts';
import { exactGradients } from './exact-gradients.ts';
import { filterGradient } from './filter-gradient.ts';
import { halfGradients } from './half.ts';
import { maxPoolGradients } from './max-pool.ts';
import { meanOfGradients } from './mean-of.ts';
import { normalizeGradients } from './normalize-gradients.ts';
import { preluGradients } from './prelu.ts';
import { resampleGradient } from './resample.ts';
import { softmaxGradient } from './softmax.ts';

export const gradients: readonly GradConfig[] = [
  filterGradient,
  ...depthwiseGradients,
  ...activationGradients,
  ...normalizeGradients,
  ...exactGradients,
  softmaxGradient,
  ...preluGradients,
  resampleGradient,
  ...maxPoolGradients,
  ...meanOfGradients,
  ...halfGradients,
];
