/** WGSL in half precision, made out of that in float32. Whether it computes what it should is tested where there is a device. */
import { backend_util } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { directConvolution } from '../../src/runtime/kernels/webgpu/direct-convolution.ts';
import { inHalves } from '../../src/runtime/kernels/webgpu/half/forms.ts';
import { withReads, withStores } from '../../src/runtime/kernels/webgpu/half/reads.ts';
import { sourceOf } from '../../src/runtime/kernels/webgpu/half/run-half.ts';
import {
  tiledConvolution,
  tiledFilterGradient,
  tiledInputGradient,
} from '../../src/runtime/kernels/webgpu/half/tiled-plans.ts';

describe('reads and stores', () => {
  it('go through functions, whatever stands in the brackets, and nothing else changes', () => {
    expect(withReads('let a = x[(i + u.xShape[1]) * y[k]] + max[0] + u.x[2];', ['x', 'y'])).toBe(
      'let a = read_x((i + u.xShape[1]) * read_y(k)) + max[0] + u.x[2];',
    );
    expect(withStores('result[a[0] + 1] = b[2] * c; if (d) { result[e] = f; }')).toBe(
      'store(a[0] + 1, b[2] * c); if (d) { store(e, f); }',
    );
    expect(() => withReads('x[1', ['x'])).toThrow(/bracket/);
    expect(() => withStores('result[1] += 2.0;')).toThrow(/result/);
  });
});

describe('programs', () => {
  const plain = {
    key: 'k',
    inputs: ['x', 'y'],
    uniforms: '',
    outputShape: [2, 4],
    dispatch: [1, 1, 1],
    workgroupSize: [64, 1, 1],
    components: 4,
    code: 'fn main(index : i32) { result[index] = x[index] + y[index]; }',
  } as const;

  it('read halves as words, and write them as two words', () => {
    const half = inHalves({ ...plain, outputShape: [2, 4] }, [true, false], true);
    expect(half.inputComponents).toEqual([1, 4]);
    expect(half.components).toBe(2);
    expect(half.outputShape).toEqual([4]);
    expect(half.code).toContain('store(index, read_x(index) + y[index]);');
    expect(half.key).not.toBe(plain.key);
  });

  it('say which of their inputs are halves in their key, since it names their code', () => {
    const keys = [
      [true, false],
      [false, true],
      [true, true],
    ].map((isRead) => inHalves({ ...plain, outputShape: [8] }, isRead, false).key);
    expect(new Set(keys).size).toBe(3);
  });
});

describe('products', () => {
  const info = backend_util.computeConv2DInfo([2, 8, 8, 4], [4, 4, 4, 8], 2, 1, 'same');
  const { threads, components, ...direct } = directConvolution(info);
  const operands = (names: readonly string[], count: 1 | 4) =>
    names.map(
      (name, i) => ({ name, format: i === 0 ? 'half' : 'float', components: count }) as const,
    );

  it.each([
    ['direct', { ...direct, size: threads, components: components[2] }, ['x', 'filters'], 4],
    ['tiled', tiledConvolution(info), ['x', 'filters'], 1],
    ['tiled filter gradient', tiledFilterGradient(info), ['x', 'dy'], 1],
    ['tiled input gradient', tiledInputGradient(info), ['dy', 'filters'], 1],
  ] as const)('%s: operands are halves, and every sum is float32', (_, plan, names, count) => {
    const [first, second] = names;
    const source = sourceOf({
      ...plan,
      operands: operands(names, count),
      outputShape: [1],
      resultFormat: 'half',
    });
    const [f16, f32] = count === 4 ? ['vec4<f16>', 'vec4<f32>'] : ['f16', 'f32'];
    expect(source).toMatch(/^\s*enable f16;/);
    expect(source).toContain(`var<storage, read> ${first} : array<${f16}>;`);
    expect(source).toContain(`var<storage, read> ${second} : array<${f32}>;`);
    expect(source).toContain(`return ${f32}(${f16}(${second}[at]));`);
    expect(source).toContain(`result[at] = ${f16}(value);`);
    // Read by the functions alone.
    expect(source.match(new RegExp(`(?<![.\\w])(${first}|${second})\\[`, 'g'))).toHaveLength(2);
    expect(source.match(/result\[/g)).toHaveLength(1);
    expect(source).not.toMatch(/sums? : (array<)?vec4<f16>|sum\d? = f16/);
    if (count === 1)
      expect(source.match(/var<workgroup> tile[AB] : array<array<f16/g)).toHaveLength(2);
  });
});
