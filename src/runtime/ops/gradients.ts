/**
 * Gradients that stock tf.js lacks. A convolution, its input gradient and its filter gradient are each linear
 * in two arguments and each other's gradients; with the third one below they can be derived any number of times.
 */
import type { GradConfig } from '@tensorflow/tfjs-core';
import { filterGradient } from './filter-gradient.ts';

export const gradients: readonly GradConfig[] = [filterGradient];
