/**
 * Matrix products on our own loops. A transposed right factor is packed as it is read, and a transposed left factor makes a
 * sum of outer products, so that nothing is transposed by itself. The stock kernel does the rest: other types, batches
 * that are broadcast, engines without SIMD.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { type Strides, tableBytes, writeTable } from './frames.ts';
import { type Machine, machineOf } from './machine.ts';
import { outerBytes, outerProduct } from './outer-product.ts';
import { pack, packedBytes, panelsOf } from './panels.ts';
import { transposingFirst } from './transposing-first.ts';

interface Shape {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

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
      const { transposeA = false, transposeB = false } = (call.attrs ?? {}) as Partial<Shape>;
      const [rows = 1, inner = 1] = lastTwo(a, transposeA);
      const [, columns = 1] = lastTwo(b, transposeB);
      const output = wasm.makeOutput([...a.shape.slice(0, -2), rows, columns], 'float32');
      const shape = { rows, inner, columns, transposeA, transposeB };
      const multiply = transposeA ? gathered : rowByRow;
      const place = (info: TensorInfo) => machine.at(info);
      if (rows * inner * columns === 0) {
        machine.floats().fill(0, place(output) / 4, place(output) / 4 + batch * rows * columns);
        return output;
      }
      multiply(machine, batch, shape, () => [place(a), place(b), place(output)]);
      return output;
    },
  };
}

type Places = () => [a: number, b: number, output: number];

function rowByRow(
  machine: Machine,
  batch: number,
  { rows, inner, columns, transposeB }: Shape,
  places: Places,
): void {
  const panels = panelsOf(inner, columns);
  const grid = { images: 1, height: 1, width: rows };
  // Panels write four columns at least.
  const isRagged = columns % 4 !== 0;
  const [forPacked, forTable] = [packedBytes(inner, columns), tableBytes(grid)];
  const size = 4 * rows * columns;
  const packed = machine.reserve(forPacked + forTable + (isRagged ? size + 64 : 0));
  const table = packed + forPacked;
  writeTable(machine, table, grid, flat(4 * inner), flat(4 * columns));
  const [rowStride, columnStride] = transposeB ? [4, 4 * inner] : [4 * columns, 4];
  const [a, b, output] = places();
  for (let n = 0; n < batch; n += 1) {
    const right = b + 4 * n * inner * columns;
    pack(machine, packed, panels, inner, right, rowStride, columnStride);
    const to = isRagged ? table + forTable : output + n * size;
    for (const { first, width, offset } of panels) {
      const run = width === 8 ? machine.run.product4x8 : machine.run.product8x4;
      const left = a + 4 * n * rows * inner;
      run(table, rows, left, 1, inner, 4 * inner, packed + offset, to + 4 * first);
    }
    if (isRagged) machine.run.copyRows(output + n * size, 0, to, 0, 1, size / 4);
  }
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

function flat(column: number): Strides {
  return { image: 0, row: 0, column };
}

function lastTwo({ shape }: TensorInfo, isTransposed: boolean): number[] {
  const axes = shape.slice(-2);
  return isTransposed ? axes.reverse() : axes;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, axis) => product * axis, 1);
}
