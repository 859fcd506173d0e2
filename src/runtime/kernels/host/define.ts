/**
 * Kernels written as loops over typed arrays, for `cpu` and `wasm` alike: on `wasm` the arrays are views of its
 * heap. A fused loop in JavaScript beats a chain of stock kernels there, since memory is what they wait for.
 */
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { noted } from '../../replay/journal.ts';
import { type Place, placeOf, viewOf } from '../wasm/heap.ts';

export type Values = Float32Array | Int32Array;

interface Output {
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32';
}

export interface HostKernel {
  readonly name: string;
  /** Names of the inputs, in the order that `run` gets them. */
  readonly inputs: readonly string[];
  outputs(inputs: readonly TensorInfo[], attrs: NamedAttrMap): readonly Output[];
  /** Fills `outputs`. */
  run(inputs: readonly Values[], outputs: readonly Values[], attrs: NamedAttrMap): void;
}

export function hostKernels(kernel: HostKernel): KernelConfig[] {
  return [onCpu(kernel), onWasm(kernel)];
}

function onCpu({ name, inputs, outputs, run }: HostKernel): KernelConfig {
  return {
    kernelName: name,
    backendName: 'cpu',
    kernelFunc: ({ inputs: named, backend, attrs = {} }) => {
      const cpu = backend as MathBackendCPU;
      const infos = inputs.map((input) => infoOf(name, named[input], input));
      const made = outputs(infos, attrs).map(({ shape, dtype }) => {
        const size = shape.reduce((product, axis) => product * axis, 1);
        const values = dtype === 'int32' ? new Int32Array(size) : new Float32Array(size);
        return { values, info: cpu.makeTensorInfo(shape, dtype, values) };
      });
      run(
        infos.map(({ dataId }) => cpu.data.get(dataId).values as Values),
        made.map(({ values }) => values),
        attrs,
      );
      return only(made.map(({ info }) => info));
    },
  };
}

/** Where `cpu` keeps the stock kernel. */
export function onWasm({ name, inputs, outputs, run }: HostKernel): KernelConfig {
  return {
    kernelName: name,
    backendName: 'wasm',
    kernelFunc: ({ inputs: named, backend, attrs = {} }) => {
      const wasm = backend as BackendWasm;
      const infos = inputs.map((input) => infoOf(name, named[input], input));
      const made = outputs(infos, attrs).map(({ shape, dtype }) => wasm.makeOutput(shape, dtype));
      const [from, to] = [infos, made].map((list) => list.map((info) => placeOf(wasm, info)));
      const views = (places: readonly Place[] = []) =>
        places.map((place) => viewOf(wasm, place) as Values);
      // Views come last: making an output may grow the heap, which detaches every view made before.
      noted(
        () => [name, from, to, attrs],
        () => run(views(from), views(to), attrs),
      );
      return only(made);
    },
  };
}

function infoOf(kernel: string, info: TensorInfo | undefined, input: string): TensorInfo {
  if (info) return info;
  throw new Error(`internal: kernel ${kernel} was run without its input ${input}`);
}

function only(infos: TensorInfo[]): TensorInfo | TensorInfo[] {
  const [first] = infos;
  return first && infos.length === 1 ? first : infos;
}
