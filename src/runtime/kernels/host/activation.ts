/** f(x) on the host, for activations that stock tf.js lacks or has without settings. */
import { ACTIVATION, type OwnActivation } from '../names.ts';
import { geluBend, logistic, normalShare } from './activation-terms.ts';
import type { HostKernel, Values } from './define.ts';

type Loop = (x: Values, out: Values, slope: number, scale: number) => void;

const LOOPS: Readonly<Record<OwnActivation, Loop>> = {
  elu: (x, out, slope, scale) => {
    for (let i = 0; i < out.length; i++) {
      const v = x[i] as number;
      out[i] = scale * (v > 0 ? v : slope * Math.expm1(v));
    }
  },
  swish: (x, out) => {
    for (let i = 0; i < out.length; i++) {
      const v = x[i] as number;
      out[i] = v * logistic(v);
    }
  },
  gelu: (x, out) => {
    for (let i = 0; i < out.length; i++) {
      const v = x[i] as number;
      out[i] = v * normalShare(v);
    }
  },
  geluTanh: (x, out) => {
    for (let i = 0; i < out.length; i++) {
      const v = x[i] as number;
      out[i] = 0.5 * v * (1 + geluBend(v));
    }
  },
};

export const activation: HostKernel = {
  name: ACTIVATION,
  inputs: ['x'],
  outputs: ([x]) => [{ shape: x?.shape ?? [], dtype: 'float32' }],
  run: ([x], [output], { activation, slope, scale }) => {
    if (x && output) LOOPS[activation as OwnActivation](x, output, Number(slope), Number(scale));
  },
};
