/**
 * How each of our functions is divided: by its outputs alone, so that every sum keeps its order and results are the same to the bit.
 * What no rule is here for runs whole, on the thread that trains.
 */
import { MATRICES } from '../../kernels/wasm/winograd/algorithms.ts';
import { PARTIAL } from '../../kernels/wasm/winograd/lacking.ts';
import type { Division, Rule } from './division.ts';
import { GATHER, overElements, PRODUCT } from './element-rules.ts';
import { gather, outer, product, transform } from './product-rules.ts';
import {
  addRow,
  columnLines,
  columnSums,
  copyColumns,
  copyRows,
  elementwise,
  mix,
  sumRows,
} from './row-rules.ts';

export function divisionOf(
  name: string,
  numbers: readonly number[],
  ints: Int32Array,
): Division | null {
  return RULES[name]?.(numbers, ints) ?? null;
}

const SLOPES = ['relu', 'leakyRelu', 'tanh', 'sigmoid', 'softplus', 'elu', 'swish'];

const RULES: Readonly<Record<string, Rule>> = {
  product4: product(4),
  product8: product(8),
  product12: product(12),
  outer4x8: outer(4, 8),
  outer8x4: outer(8, 4),
  gather4: gather(4),
  gather8: gather(8),
  product4Each: overElements(product(4), PRODUCT),
  product8Each: overElements(product(8), PRODUCT),
  product12Each: overElements(product(12), PRODUCT),
  gather4Each: overElements(gather(4), GATHER),
  gather8Each: overElements(gather(8), GATHER),
  ...Object.fromEntries(
    Object.entries(MATRICES).map(([name, matrix]) => [name, transform(matrix)]),
  ),
  ...Object.fromEntries(
    Object.entries(PARTIAL).map(([name, [down, across]]) => [name, transform(down, across)]),
  ),
  copyRows,
  copyColumns,
  mix,
  sumRows4: sumRows(4),
  sumRows8: sumRows(8),
  addRow,
  columnSums4: columnSums(4),
  columnSums8: columnSums(8),
  columnLines4: columnLines(4),
  columnLines8: columnLines(8),
  zero: elementwise(1, [0], 0.1),
  relu: elementwise(2, [1], 0.3),
  leakyRelu: elementwise(2, [1], 0.3),
  sigmoid: elementwise(2, [1], 2),
  swish: elementwise(2, [1], 2),
  elu: elementwise(2, [1], 2),
  ...Object.fromEntries(SLOPES.map((name) => [`${name}Gradient`, elementwise(3, [2], 1)])),
};
