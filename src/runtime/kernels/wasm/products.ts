/**
 * Matrix products on our own loops. A transposed right factor is packed as it is read, and a transposed left factor makes a
 * sum of outer products, so that nothing is transposed by itself. The stock kernel does the rest: other types, batches
 * that are broadcast, engines without SIMD.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { tableBytes, writeTable } from './frames.ts';
import { type Machine, machineOf } from './machine.ts';
import { outerBytes, outerProduct } from './outer-product.ts';
import { flat, type Places, rowByRow, type Shape } from './row-product.ts';
import { transposingFirst } from './transposing-first.ts';

/** Wraps the stock `BatchMatMul`. */
export function multiplying(stock: KernelConfig): KernelConfig {
  const otherwise = transposingFirst(stock);
  return {
    ...stock,
    kernelFunc: (call) => {
      const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo };
      const wasm = call.backend as BackendWasm;
      const machine = machineOf(wasm);
      const isFloat = a.dtype === 'float32' && b.dtype === 'float32';
      const batch = sizeOf(a.shape.slice(0, -2));
      const isPaired = a.shape.slice(0, -2).join() === b.shape.slice(0, -2).join();
      if (!machine || !isFloat || !isPaired) return otherwise.kernelFunc(call);
      const { transposeA = false, transposeB = false } = (call.attrs ?? {}) as Partial<
        Shape & { transposeA: boolean }
      >;
      const [rows = 1, inner = 1] = lastTwo(a, transposeA);
      const [, columns = 1] = lastTwo(b, transposeB);
      const output = wasm.makeOutput([...a.shape.slice(0, -2), rows, columns], 'float32');
      const shape = { rows, inner, columns, transposeB };
      const multiply = transposeA ? gathered : rowByRow;
      const place = (info: TensorInfo) => machine.at(info);
      if (rows * inner * columns === 0) {
        machine.zero(place(output), 4 * batch * rows * columns);
        return output;
      }
      multiply(machine, batch, shape, () => [place(a), place(b), place(output)]);
      return output;
    },
  };
}

/** Pairs of rows of both factors that are taken at a time, so that they stay in the first cache. */
const CACHED = 24 * 1024;

function gathered(
  machine: Machine,
  batch: number,
  { rows, inner, columns, transposeB }: Shape,
  places: Places,
): void {
  const product = { rows: 1, height: rows, width: columns };
  const grid = { images: 1, height: 1, width: inner };
  const [forTable, forSums] = [tableBytes(grid), outerBytes(product)];
  const forRight = transposeB ? 4 * inner * columns + 64 : 0;
  const table = machine.reserve(forTable + forSums + forRight);
  const [a, b, output] = places();
  const chunk = Math.max(32, Math.floor(CACHED / (4 * (rows + columns))));
  for (let n = 0; n < batch; n += 1) {
    const sums = outerProduct(machine, product, table + forTable, output + 4 * n * rows * columns);
    if (n === 0) writeTable(machine, table, grid, ...sums.order(flat(4 * rows), flat(4 * columns)));
    let right = b + 4 * n * inner * columns;
    if (transposeB) {
      const to = table + forTable + forSums;
      machine.run.copyColumns(to, 4, 4 * columns, right, 4 * inner, 4, columns, inner);
      right = to;
    }
    for (let p = 0; p < inner; p += chunk) {
      const count = Math.min(chunk, inner - p);
      sums.add(table + 8 * p, count, a + 4 * n * rows * inner, 0, right);
    }
    sums.finish();
  }
}

function lastTwo({ shape }: TensorInfo, isTransposed: boolean): number[] {
  const axes = shape.slice(-2);
  return isTransposed ? axes.reverse() : axes;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, axis) => product * axis, 1);
}
