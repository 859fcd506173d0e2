/** Sums over all rows of a matrix, and one row added to all of them: gradients of biases, and biases. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { machineOf } from './machine.ts';

/** Wraps the stock `Sum`, which turns leading axes to the back first. It keeps all other axes, types and ragged columns. */
export function summing(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (call) => {
      const { x } = call.inputs as { x: TensorInfo };
      const { axis, keepDims = false } = (call.attrs ?? {}) as {
        axis?: number | number[] | null;
        keepDims?: boolean;
      };
      const rank = x.shape.length;
      const axes =
        axis === undefined || axis === null ? [] : [axis].flat().map((one) => (one + rank) % rank);
      const areLeading = axes.length > 0 && [...axes].sort().every((one, i) => one === i);
      const columns = sizeOf(x.shape.slice(axes.length));
      const rows = sizeOf(x.shape.slice(0, axes.length));
      const machine = machineOf(call.backend as BackendWasm);
      const isOurs = machine && areLeading && x.dtype === 'float32' && columns % 4 === 0;
      if (!isOurs || rows === 0 || axes.length === rank) return stock.kernelFunc(call);
      const kept = x.shape.slice(axes.length);
      const shape = keepDims ? [...axes.map(() => 1), ...kept] : kept;
      const output = (call.backend as BackendWasm).makeOutput(shape, 'float32');
      const [from, to] = [machine.at(x), machine.at(output)];
      for (let first = 0; first < columns; first += 8) {
        const run = columns - first >= 8 ? machine.run.sumRows8 : machine.run.sumRows4;
        run(from + 4 * first, rows, 4 * columns, to + 4 * first);
      }
      return output;
    },
  };
}

/** Wraps the stock `Add`, which looks every element's place up where shapes differ. */
export function adding(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: (call) => {
      const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo };
      const wasm = call.backend as BackendWasm;
      const machine = machineOf(wasm);
      const columns = a.shape.at(-1) ?? 1;
      const isRow = b.shape.at(-1) === columns && sizeOf(b.shape) === columns;
      const isFloat = a.dtype === 'float32' && b.dtype === 'float32';
      const isBroadcast = a.shape.length > b.shape.length && isRow;
      if (!machine || !isFloat || !isBroadcast || columns === 0 || columns % 4 !== 0) {
        return stock.kernelFunc(call);
      }
      const output = wasm.makeOutput(a.shape, 'float32');
      const rows = sizeOf(a.shape) / columns;
      machine.run.addRow(machine.at(a), machine.at(b), machine.at(output), rows, columns / 4);
      return output;
    },
  };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, axis) => product * axis, 1);
}
