/** Times every kernel of a backend from the outside: what each call takes without the kernels that it calls itself. */
import {
  getKernelsForBackend,
  type KernelConfig,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { multiplyAddsOf } from './multiply-adds.ts';

export interface KernelTime {
  readonly name: string;
  /** Shapes of the inputs, where they are told apart. */
  readonly shapes: string;
  calls: number;
  /** Of the processor, of each step so far. */
  readonly ms: number[];
  multiplyAdds: number;
}

export interface Recorder {
  /** Forgets what was recorded and begins anew. */
  start(): void;
  /** Begins the next step. */
  next(): void;
  read(): readonly KernelTime[];
}

export function recordKernels(backend: string, withShapes: boolean): Recorder {
  const times = new Map<string, KernelTime>();
  let step = 0;
  /** Time of kernels inside the one that runs, one number a level. */
  const inner: number[] = [];
  for (const kernel of getKernelsForBackend(backend)) {
    unregisterKernel(kernel.kernelName, backend);
    registerKernel({ ...kernel, kernelFunc: timed(kernel) });
  }
  function timed({ kernelName, kernelFunc }: KernelConfig): KernelConfig['kernelFunc'] {
    return (call) => {
      inner.push(0);
      const began = processorTime();
      const output = kernelFunc(call);
      const whole = processorTime() - began;
      const own = whole - (inner.pop() ?? 0);
      const top = inner.length - 1;
      if (top >= 0) inner[top] = (inner[top] ?? 0) + whole;
      const inputs = Object.values(call.inputs).filter((x): x is TensorInfo => Boolean(x?.shape));
      const rule = typeof call.attrs?.rule === 'string' ? ` ${call.attrs.rule}` : '';
      const name = `${kernelName}${rule}`;
      const shapes = withShapes ? inputs.map(({ shape }) => shape.join('×')).join(' ') : '';
      const key = `${name} ${shapes}`;
      const time = times.get(key) ?? { name, shapes, calls: 0, multiplyAdds: 0, ms: [] };
      times.set(key, time);
      time.calls += 1;
      time.ms[step] = (time.ms[step] ?? 0) + own;
      // What stands inside another kernel is that one's work.
      if (top < 0) time.multiplyAdds += multiplyAddsOf(kernelName, call.inputs, [output].flat());
      return output;
    };
  }
  const next = () => {
    step += 1;
  };
  const start = () => {
    times.clear();
    step = 0;
  };
  return { start, next, read: () => [...times.values()] };
}

/** In milliseconds; waiting for a core that others have does not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
