/** The gradient of PReLU to its input on the host. */
import { PRELU_GRADIENT } from '../names.ts';
import type { HostKernel } from './define.ts';

export const preluGradient: HostKernel = {
  name: PRELU_GRADIENT,
  inputs: ['x', 'dy', 'slope'],
  outputs: ([x]) => [{ shape: x?.shape ?? [], dtype: 'float32' }],
  run: ([x, dy, slope], [out]) => {
    if (!x || !dy || !slope || !out) return;
    const channels = slope.length;
    for (let first = 0; first < out.length; first += channels) {
      for (let c = 0; c < channels; c++) {
        const factor = (x[first + c] as number) > 0 ? 1 : (slope[c] as number);
        out[first + c] = (dy[first + c] as number) * factor;
      }
    }
  },
};
