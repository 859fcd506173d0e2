/**
 * RMSProp (Hinton, 2012) as torch.optim.RMSprop: epsilon is added to the root, momentum gathers the scaled gradients.
 * State [2, n]: mean of squared gradients, direction.
 */
import type { InPlaceRule } from '../in-place/rules.ts';

export const rmspropMoments: InPlaceRule = {
  inputs: ['gradient', 'weight'],
  numbers: ['decay', 'momentum', 'epsilon', 'weightDecay'],
  run: (state, [gradient, weight], [decay = 0, momentum = 0, epsilon = 0, weightDecay = 0]) => {
    if (!gradient || !weight) return;
    const n = gradient.length;
    for (let i = 0; i < n; i++) {
      const g = (gradient[i] as number) + weightDecay * (weight[i] as number);
      const square = decay * (state[i] as number) + (1 - decay) * g * g;
      state[i] = square;
      state[n + i] = momentum * (state[n + i] as number) + g / (Math.sqrt(square) + epsilon);
    }
  },
  wgsl: `
    let g = gradient[i] + c.weightDecay * weight[i];
    let square = c.decay * result[i] + (1.0 - c.decay) * g * g;
    result[i] = square;
    result[n + i] = c.momentum * result[n + i] + g / (sqrt(square) + c.epsilon);`,
};
