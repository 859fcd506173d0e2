/** Names of kernels that stock tf.js does not have. */

/** Inputs none; attributes of `random/attributes.ts`. */
export const RANDOM = 'GanvasRandom';

/** Input `x`; attributes `activation`, `slope`, `scale`. Gives f(x). */
export const ACTIVATION = 'GanvasActivation';

/** Inputs `x`, `dy`; attributes `activation`, `slope`, `scale`. Gives dy · f′(x). */
export const ACTIVATION_GRADIENT = 'GanvasActivationGradient';

/** Whose values come from `ACTIVATION`; stock kernels give those of the others. SELU is an ELU with a scale. */
export type OwnActivation = 'elu' | 'swish' | 'gelu' | 'geluTanh';

export type Activation = 'relu' | 'leakyRelu' | 'tanh' | 'sigmoid' | 'softplus' | OwnActivation;

/** Inputs `x`, `dy`, `slope` ([C] or [1]). Gives dy where x is positive, else slope · dy. */
export const PRELU_GRADIENT = 'GanvasPreluGradient';

/**
 * Inputs `x`, `gain`, `bias`; attributes `epsilon` and those of `Statistics`. Gives output, mean, variance (biased); all
 * but x and output are flat, one number for each of the statistics.
 */
export const NORMALIZE = 'GanvasNormalize';

/** Inputs `x`, `dy`, `gain`, `mean`, `variance`; attributes as above. Gives the gradients to x, bias and gain. */
export const NORMALIZE_GRADIENT = 'GanvasNormalizeGradient';

/**
 * Whose mean and variance a normalisation takes: x is [samples, rows, groups, width] (in memory; its own shape may be any)
 * and rows and width are averaged over. A batch is one sample of rows; an instance or a group of channels is not.
 */
export type Statistics = {
  readonly samples: number;
  readonly groups: number;
  readonly width: number;
};

/** Input `x`; attributes `of`, `factor`, `offset`. Gives the mean of f(factor · x + offset). */
export const MEAN_OF = 'GanvasMeanOf';

/** Inputs `x`, `dy` (a scalar); attributes as above. Gives the gradient to x. */
export const MEAN_OF_GRADIENT = 'GanvasMeanOfGradient';

export type MeanFunction = 'same' | 'square' | 'relu' | 'softplus';

/** Input `x` [N,H,W,C]; attributes `rows`, `columns` (`Taps`), `channels`. Mixes rows and columns by sparse tables. */
export const RESAMPLE = 'GanvasResample';

/** Inputs `x`, `values` of one shape; attributes `PoolGeometry`. Gives `values` where each window of x is largest. */
export const MAX_PICK = 'GanvasMaxPick';

/** Inputs `x`, `dy` [N,h,w,C]; attributes `PoolGeometry`. Adds `dy` up where each window of x is largest. */
export const MAX_PLACE = 'GanvasMaxPlace';

/** Square windows over images of `rows` × `columns`, which give `height` × `width`. */
export interface PoolGeometry {
  readonly size: number;
  readonly stride: number;
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Input `x`. Gives it as halves, two in a word: half the bytes under the same shape. Only `WHOLE` and products in half precision may read it. */
export const HALF = 'GanvasHalf';

/** Input `x`, packed by `HALF`. Gives it as float32. */
export const WHOLE = 'GanvasWhole';
