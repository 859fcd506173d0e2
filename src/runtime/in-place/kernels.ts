/** The kernel that applies a rule, on each backend. Its target is an input that is written. */
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { KernelBackend, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { placeOf, viewOf } from '../kernels/wasm/heap.ts';
import { journalNow, noted } from '../replay/journal.ts';
import type { Live } from '../replay/live.ts';
import { RULES, type RuleName } from './registry.ts';
import { runOnWasm } from './wasm.ts';
import { runOnWebgpu } from './webgpu.ts';

type Numbers = readonly number[] | Live<readonly number[]>;

export interface Call {
  readonly rule: RuleName;
  readonly target: TensorInfo;
  readonly inputs: readonly TensorInfo[];
  readonly numbers: Numbers;
}

export function inPlaceKernels(kernelName: string): KernelConfig[] {
  const on = (
    backendName: string,
    run: (backend: KernelBackend, call: Call) => void,
  ): KernelConfig => ({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const rule = attrs?.rule as RuleName;
      const info = (name: string): TensorInfo => {
        const found = inputs[name];
        if (!found) throw new Error(`internal: ${kernelName} was run without ${name}`);
        return found;
      };
      run(backend as KernelBackend, {
        rule,
        target: info('target'),
        inputs: RULES[rule].inputs.map(info),
        numbers: attrs?.numbers as unknown as Numbers,
      });
      return [];
    },
  });
  return [
    on('cpu', (backend, call) => {
      const { data } = backend as MathBackendCPU;
      runOnHost(call, ({ dataId }) => data.get(dataId).values as Float32Array);
    }),
    on('wasm', (backend, call) => {
      const wasm = backend as BackendWasm;
      journalNow()?.changes(call.target.dataId);
      if (runOnWasm(wasm, call)) return;
      const { rule, target, inputs, numbers } = call;
      const places = [target, ...inputs].map((info) => placeOf(wasm, info));
      const act = () => {
        const views = places.map((place) => viewOf(wasm, place));
        const [first, ...others] = views as [Float32Array, ...Float32Array[]];
        RULES[rule].run(first, others, 'now' in numbers ? numbers.now : numbers);
      };
      noted(() => [rule, places, numbers], act);
    }),
    on('webgpu', (backend, { rule, target, inputs, numbers }) => {
      runOnWebgpu(backend as WebGPUBackend, rule, RULES[rule], target, inputs, numbers);
    }),
  ];
}

function runOnHost(
  { rule, target, inputs, numbers }: Call,
  view: (info: TensorInfo) => Float32Array,
): void {
  RULES[rule].run(view(target), inputs.map(view), 'now' in numbers ? numbers.now : numbers);
}
