/** The mean of a function of each element, and its gradient, on the host. Sums are doubles. */
import { MEAN_OF, MEAN_OF_GRADIENT, type MeanFunction } from '../names.ts';
import { logistic } from './activation-terms.ts';
import type { HostKernel } from './define.ts';

interface Pair {
  value(u: number): number;
  slope(u: number): number;
}

const FUNCTIONS: Readonly<Record<MeanFunction, Pair>> = {
  same: { value: (u) => u, slope: () => 1 },
  square: { value: (u) => u * u, slope: (u) => 2 * u },
  relu: { value: (u) => (u > 0 || Number.isNaN(u) ? u : 0), slope: (u) => (u > 0 ? 1 : 0) },
  softplus: {
    value: (u) => Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u))),
    slope: (u) => logistic(u),
  },
};

export const meanOf: HostKernel = {
  name: MEAN_OF,
  inputs: ['x'],
  outputs: () => [{ shape: [], dtype: 'float32' }],
  run: ([x], [out], attrs) => {
    if (!x || !out) return;
    const { value } = FUNCTIONS[attrs.of as MeanFunction];
    const [factor, offset] = [Number(attrs.factor), Number(attrs.offset)];
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += value(factor * (x[i] as number) + offset);
    out[0] = sum / x.length;
  },
};

export const meanOfGradient: HostKernel = {
  name: MEAN_OF_GRADIENT,
  inputs: ['x', 'dy'],
  outputs: ([x]) => [{ shape: x?.shape ?? [], dtype: 'float32' }],
  run: ([x, dy], [out], attrs) => {
    if (!x || !dy || !out) return;
    const { slope } = FUNCTIONS[attrs.of as MeanFunction];
    const [factor, offset] = [Number(attrs.factor), Number(attrs.offset)];
    const share = ((dy[0] as number) * factor) / x.length;
    for (let i = 0; i < x.length; i++) {
      out[i] = share * slope(factor * (x[i] as number) + offset);
    }
  },
};
