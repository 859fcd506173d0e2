/** Names of kernels that stock tf.js does not have. */

/** Inputs none; attributes of `random/attributes.ts`. */
export const RANDOM = 'GanvasRandom';
