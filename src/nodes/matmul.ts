/** The product of two matrices that both come from the sample. */

import type { Tensor } from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { LayerDefinition, Shape } from './define.ts';
import { toggle } from './fields/toggle.ts';
import { at, describeShape, sameShape, sizeOf } from './shapes.ts';
import { asTorch, withOurAxes } from './torch/layout.ts';

const params = z.strictObject({
  transposeA: toggle(false, { label: 'Transpose in0', help: 'Its last two axes are exchanged.' }),
  transposeB: toggle(false, {
    label: 'Transpose in1',
    help: 'Its last two axes are exchanged: queries times keys compares every two rows.',
  }),
});

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'matmul',
  title: 'Matrix product',
  group: 'Combine',
  aliases: ['bmm', 'dot', 'einsum', 'attention', 'multi-head', 'transformer', 'Gram matrix', '@'],
  summary:
    'Multiplies the matrices that the last two axes hold, one for each index of the axes before them. With softmax between two of them it is attention; a matrix times its own transpose is a Gram matrix.',
  equation: 'y_{ij} = \\sum_k a_{ik}\\, b_{kj}',
  paper: {
    title: 'Attention Is All You Need',
    url: 'https://arxiv.org/abs/1706.03762',
    year: 2017,
  },
  params,
  badge: ({ transposeA, transposeB }) => `${transposeA ? 'Aᵀ' : 'A'}${transposeB ? 'Bᵀ' : 'B'}`,
  isAllowedInObjective: true,
  ports: () => ({
    inputs: [
      { name: 'in0', accepts: 'tensor' },
      { name: 'in1', accepts: 'tensor' },
    ],
    outputs: [{ name: 'out', gives: 'tensor' }],
  }),
  shape: ({ transposeA, transposeB }, inputs) => {
    const [a, b] = [at(inputs), at(inputs, 1)];
    const [rows, inner] = matrixOf(a, transposeA);
    const [other, columns] = matrixOf(b, transposeB);
    const outer = a.slice(0, -2);
    const isFit = a.length >= 2 && sameShape(outer, b.slice(0, -2)) && inner === other;
    if (isFit && rows !== undefined && columns !== undefined) return [...outer, rows, columns];
    const turned = (shape: Shape, isTurned: boolean) =>
      `${describeShape(shape)}${isTurned ? ' transposed' : ''}`;
    return {
      fault: `matmul expects matrices [..., n, k] and [..., k, m] with equal axes before them, got ${turned(a, transposeA)} and ${turned(b, transposeB)}`,
      port: 'in1',
    };
  },
  multiplyAdds: ({ transposeA }, inputs, output) =>
    sizeOf(output) * (matrixOf(at(inputs), transposeA)[1] ?? 1),
  sees: () => 'all',
  forward: ({ tf }, { transposeA, transposeB }, inputs) => {
    const [a, b] = [at(inputs), at(inputs, 1)];
    // One axis for all matrices: that is what kernels and gradients are made for.
    const stacked = (x: Tensor) =>
      tf.reshape(x, [-1, at(x.shape, x.rank - 2), at(x.shape, x.rank - 1)]);
    const product = tf.matMul(stacked(a), stacked(b), transposeA, transposeB);
    return tf.reshape(product, [...a.shape.slice(0, -2), ...product.shape.slice(-2)]);
  },
  torch: ({ inputShapes, outputShapes }, { transposeA, transposeB }) => {
    const of = (index: number, isTransposed: boolean) =>
      `{${index}}${withOurAxes(at(inputShapes, index))}${isTransposed ? '.transpose(-1, -2)' : ''}`;
    const product = `${of(0, transposeA)} @ ${of(1, transposeB)}`;
    const layout = asTorch(at(outputShapes));
    return { call: layout ? `(${product})${layout}` : product };
  },
};

function matrixOf(shape: Shape, isTransposed: boolean): readonly (number | undefined)[] {
  const [rows, columns] = [shape.at(-2), shape.at(-1)];
  return isTransposed ? [columns, rows] : [rows, columns];
}
