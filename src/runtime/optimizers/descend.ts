/** The last line of most optimizers: weight ← weight − rate · direction, the direction being the second row of the state. */
import type { InPlaceRule } from '../in-place/rules.ts';

export const descend: InPlaceRule = {
  inputs: ['state'],
  numbers: ['rate'],
  run: (weight, [state], [rate = 0]) => {
    if (!state) return;
    const n = weight.length;
    for (let i = 0; i < n; i++) {
      weight[i] = (weight[i] as number) - rate * (state[n + i] as number);
    }
  },
  wgsl: 'result[i] = result[i] - c.rate * state[n + i];',
};
