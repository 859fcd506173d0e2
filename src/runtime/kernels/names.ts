/** Names of kernels that stock tf.js does not have. */

/** Inputs none; attributes of `random/attributes.ts`. */
export const RANDOM = 'GanvasRandom';

/** Inputs `x`, `dy`; attributes `activation`, `slope`. Gives dy · f′(x). */
export const ACTIVATION_GRADIENT = 'GanvasActivationGradient';

export type Activation = 'relu' | 'leakyRelu' | 'tanh' | 'sigmoid' | 'softplus';

/** Input `x`; attribute `epsilon`. Gives output, mean, variance (biased) over all axes but the last. */
export const BATCH_NORMALIZE = 'GanvasBatchNormalize';

/** Inputs `x`, `dy`, `mean`, `variance`; attribute `epsilon`. Gives the gradient to x. */
export const BATCH_NORMALIZE_GRADIENT = 'GanvasBatchNormalizeGradient';
