/** Names of kernels that stock tf.js does not have. */

/** Inputs none; attributes of `random/attributes.ts`. */
export const RANDOM = 'GanvasRandom';

/** Inputs `x`, `dy`; attributes `activation`, `slope`. Gives dy · f′(x). */
export const ACTIVATION_GRADIENT = 'GanvasActivationGradient';

export type Activation = 'relu' | 'leakyRelu' | 'tanh' | 'sigmoid' | 'softplus';

/** Inputs `x`, `gain`, `bias`; attribute `epsilon`. Gives output, mean, variance (biased) over all axes but the last. */
export const BATCH_NORMALIZE = 'GanvasBatchNormalize';

/** Inputs `x`, `dy`, `gain`, `mean`, `variance`; attribute `epsilon`. Gives the gradient to x and, [2, C], those to bias and gain. */
export const BATCH_NORMALIZE_GRADIENT = 'GanvasBatchNormalizeGradient';
