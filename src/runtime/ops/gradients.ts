/** Gradients that stock tf.js lacks or gets wrong. */
import type { GradConfig } from '@tensorflow/tfjs-core';
import { activationGradients } from './activation-gradients.ts';
import { batchNormalizeGradients } from './batch-normalize-gradients.ts';
import { exactGradients } from './exact-gradients.ts';
import { filterGradient } from './filter-gradient.ts';
import { softmaxGradient } from './softmax.ts';

export const gradients: readonly GradConfig[] = [
  filterGradient,
  ...activationGradients,
  ...batchNormalizeGradients,
  ...exactGradients,
  softmaxGradient,
];
