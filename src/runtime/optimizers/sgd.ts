/**
 * Stochastic gradient descent as torch.optim.SGD without dampening. State [2, n]: momentum, direction.
 */
import type { InPlaceRule } from '../in-place/rules.ts';

export const sgdMoments: InPlaceRule = {
  inputs: ['gradient', 'weight'],
  /** `lookAhead` is 1 for Nesterov's momentum, else 0. */
  numbers: ['momentum', 'lookAhead', 'weightDecay'],
  run: (state, [gradient, weight], [momentum = 0, lookAhead = 0, weightDecay = 0]) => {
    if (!gradient || !weight) return;
    const n = gradient.length;
    for (let i = 0; i < n; i++) {
      const g = (gradient[i] as number) + weightDecay * (weight[i] as number);
      const gathered = momentum * (state[i] as number) + g;
      state[i] = gathered;
      state[n + i] = lookAhead === 1 ? g + momentum * gathered : gathered;
    }
  },
  wgsl: `
    let g = gradient[i] + c.weightDecay * weight[i];
    let gathered = c.momentum * result[i] + g;
    result[i] = gathered;
    result[n + i] = select(gathered, g + c.momentum * gathered, c.lookAhead == 1.0);`,
};
