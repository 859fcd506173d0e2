/** dy · f′(x) on the host, one loop per activation so that each stays monomorphic. */
import { ACTIVATION_GRADIENT, type Activation } from '../names.ts';
import type { HostKernel, Values } from './define.ts';

type Loop = (x: Values, dy: Values, out: Values, slope: number) => void;

const LOOPS: Readonly<Record<Activation, Loop>> = {
  relu: (x, dy, out) => {
    for (let i = 0; i < out.length; i++) out[i] = (x[i] as number) > 0 ? (dy[i] as number) : 0;
  },
  leakyRelu: (x, dy, out, slope) => {
    for (let i = 0; i < out.length; i++) {
      out[i] = (x[i] as number) > 0 ? (dy[i] as number) : slope * (dy[i] as number);
    }
  },
  tanh: (x, dy, out) => {
    for (let i = 0; i < out.length; i++) {
      const y = Math.tanh(x[i] as number);
      out[i] = (dy[i] as number) * (1 - y * y);
    }
  },
  sigmoid: (x, dy, out) => {
    for (let i = 0; i < out.length; i++) {
      const y = logistic(x[i] as number);
      out[i] = (dy[i] as number) * y * (1 - y);
    }
  },
  softplus: (x, dy, out) => {
    for (let i = 0; i < out.length; i++) out[i] = (dy[i] as number) * logistic(x[i] as number);
  },
};

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export const activationGradient: HostKernel = {
  name: ACTIVATION_GRADIENT,
  inputs: ['x', 'dy'],
  outputs: ([x]) => [{ shape: x?.shape ?? [], dtype: 'float32' }],
  run: ([x, dy], [output], { activation, slope }) => {
    if (x && dy && output) LOOPS[activation as Activation](x, dy, output, Number(slope));
  },
};
