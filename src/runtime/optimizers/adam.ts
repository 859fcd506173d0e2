/**
 * Adam (Kingma and Ba, 2015) as torch.optim.Adam: L2 decay joins the gradient, epsilon is added to the corrected root.
 * AdamW (Loshchilov and Hutter, 2019) as torch.optim.AdamW: no decay in the moments, the weight shrinks instead. State [2, n]: mean of gradients, mean of squared gradients.
 */
import type { InPlaceRule } from '../in-place/rules.ts';

export const adamMoments: InPlaceRule = {
  inputs: ['gradient', 'weight'],
  numbers: ['beta1', 'beta2', 'weightDecay'],
  run: (state, [gradient, weight], [beta1 = 0, beta2 = 0, weightDecay = 0]) => {
    if (!gradient || !weight) return;
    const n = gradient.length;
    for (let i = 0; i < n; i++) {
      const g = (gradient[i] as number) + weightDecay * (weight[i] as number);
      state[i] = beta1 * (state[i] as number) + (1 - beta1) * g;
      state[n + i] = beta2 * (state[n + i] as number) + (1 - beta2) * g * g;
    }
  },
  wgsl: `
    let g = gradient[i] + c.weightDecay * weight[i];
    result[i] = c.beta1 * result[i] + (1.0 - c.beta1) * g;
    result[n + i] = c.beta2 * result[n + i] + (1.0 - c.beta2) * g * g;`,
};

/** weight ← keep · weight − stepSize · m / (√v / rootCorrection + epsilon) */
export const adamStep: InPlaceRule = {
  inputs: ['state'],
  numbers: ['stepSize', 'rootCorrection', 'epsilon', 'keep'],
  run: (weight, [state], [stepSize = 0, rootCorrection = 1, epsilon = 0, keep = 1]) => {
    if (!state) return;
    const n = weight.length;
    for (let i = 0; i < n; i++) {
      const root = Math.sqrt(state[n + i] as number) / rootCorrection + epsilon;
      weight[i] = keep * (weight[i] as number) - (stepSize * (state[i] as number)) / root;
    }
  },
  wgsl: `
    let root = sqrt(state[n + i]) / c.rootCorrection + c.epsilon;
    result[i] = c.keep * result[i] - c.stepSize * state[i] / root;`,
};
