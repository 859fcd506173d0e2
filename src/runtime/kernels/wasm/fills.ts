/** Tensors filled and converted on the host as stock kernels do it, but so that a recording can do it again. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type DataType, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { noted, withJournal } from '../../replay/journal.ts';
import { placeOf, viewOf } from './heap.ts';

/** Wraps the stock `Fill`. */
export function filling(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (call) => {
      const { shape, value, dtype } = call.attrs as unknown as Filled;
      return filled(call.backend as BackendWasm, shape, dtype ?? util.inferDtype(value), value);
    },
  };
}

/** Wraps the stock `ZerosLike` or `OnesLike`. */
export function fillingLike(value: 0 | 1): (stock: KernelConfig) => KernelConfig {
  return (stock) => ({
    ...stock,
    kernelFunc: ({ inputs, backend }) => {
      const { x } = inputs as { x: TensorInfo };
      return filled(backend as BackendWasm, x.shape, x.dtype, value);
    },
  });
}

/** Wraps the stock `Cast`. */
export function casting(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const wasm = backend as BackendWasm;
      const { x } = inputs as { x: TensorInfo };
      const { dtype } = attrs as unknown as { readonly dtype: DataType };
      const output = wasm.makeOutput(x.shape, dtype);
      const [from, to] = [placeOf(wasm, x), placeOf(wasm, output)];
      noted(
        () => ['cast', from, to],
        () => viewOf(wasm, to).set(viewOf(wasm, from)),
      );
      return output;
    },
  };
}

interface Filled {
  readonly shape: number[];
  readonly value: number;
  readonly dtype?: DataType;
}

function filled(wasm: BackendWasm, shape: number[], dtype: DataType, value: number): TensorInfo {
  const output = wasm.makeOutput(shape, dtype);
  const to = placeOf(wasm, output);
  noted(
    () => ['fill', to, value],
    () => {
      viewOf(wasm, to).fill(value);
    },
  );
  return output;
}

/** Wraps the stock `Range`. */
export function ranging(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (call) => {
      const wasm = call.backend as BackendWasm;
      const output = withJournal(null, () => stock.kernelFunc(call)) as TensorInfo;
      const place = placeOf(wasm, output);
      const values = viewOf(wasm, place).slice();
      noted(
        () => ['range', place, call.attrs],
        () => viewOf(wasm, place).set(values),
      );
      return output;
    },
  };
}
