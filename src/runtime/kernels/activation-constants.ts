/** Numbers in the definitions of activations, the same on host and GPU. */

/**
 * Of t = 1 / (1 + z/2), lowest power first: erfc(z) = t · exp(−z² + Σ TAIL[i] tⁱ) for z ≥ 0, with a relative error
 * under 1.2e-7 (Press et al., Numerical Recipes, section 6.2).
 */
export const TAIL = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
] as const;

/** GELU by tanh: x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2. */
export const GELU_FACTOR = Math.sqrt(2 / Math.PI);
export const GELU_CUBIC = 0.044715;

/** SELU: the fixed point of mean 0 and variance 1 (Klambauer et al., equation 2 and its appendix). */
export const SELU_ALPHA = 1.6732632423543772;
export const SELU_SCALE = 1.0507009873554805;
