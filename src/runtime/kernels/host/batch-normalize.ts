/**
 * Batch normalisation on the host, forward and backward, on rows × channels: one pass for the sums, one to apply. Four
 * channels at a time with their numbers in variables, which is three times as fast as arrays of them. Sums are doubles.
 */
import { BATCH_NORMALIZE, BATCH_NORMALIZE_GRADIENT } from '../names.ts';
import type { HostKernel, Values } from './define.ts';

export const batchNormalize: HostKernel = {
  name: BATCH_NORMALIZE,
  inputs: ['x', 'gain', 'bias'],
  outputs: ([x]) => {
    const shape = x?.shape ?? [];
    const channels = [shape.at(-1) ?? 1];
    return [
      { shape, dtype: 'float32' },
      { shape: channels, dtype: 'float32' },
      { shape: channels, dtype: 'float32' },
    ];
  },
  run: ([x, gain, bias], [out, mean, variance], { epsilon }) => {
    if (!x || !gain || !bias || !out || !mean || !variance) return;
    const channels = mean.length;
    const rows = x.length / channels;
    const firstRow = Float64Array.from(x.subarray(0, channels));
    const sums = new Float64Array(channels);
    const squares = new Float64Array(channels);
    sumProducts(x, x, firstRow, firstRow, sums, squares);
    const scale = new Float64Array(channels);
    const offset = new Float64Array(channels);
    for (let c = 0; c < channels; c++) {
      const fromFirst = at(sums, c) / rows;
      mean[c] = at(firstRow, c) + fromFirst;
      variance[c] = Math.max(at(squares, c) / rows - fromFirst * fromFirst, 0);
      scale[c] = (gain[c] as number) / Math.sqrt((variance[c] as number) + Number(epsilon));
      offset[c] = (bias[c] as number) - (at(firstRow, c) + fromFirst) * at(scale, c);
    }
    combine(x, x, scale, new Float64Array(channels), offset, out);
  },
};

/** With y the normalised input: dx = gain · (dy − mean(dy) − y · mean(dy · y)) / √(variance + ε) */
export const batchNormalizeGradient: HostKernel = {
  name: BATCH_NORMALIZE_GRADIENT,
  inputs: ['x', 'dy', 'gain', 'mean', 'variance'],
  outputs: ([x]) => [
    { shape: x?.shape ?? [], dtype: 'float32' },
    { shape: [2, x?.shape.at(-1) ?? 1], dtype: 'float32' },
  ],
  run: ([x, dy, gain, mean, variance], [out, both], { epsilon }) => {
    if (!x || !dy || !gain || !mean || !variance || !out || !both) return;
    const channels = mean.length;
    const rows = x.length / channels;
    const sums = new Float64Array(channels);
    const products = new Float64Array(channels);
    sumProducts(dy, x, new Float64Array(channels), Float64Array.from(mean), sums, products);
    const slope = new Float64Array(channels);
    const bend = new Float64Array(channels);
    const offset = new Float64Array(channels);
    for (let c = 0; c < channels; c++) {
      const inverse = 1 / Math.sqrt((variance[c] as number) + Number(epsilon));
      both[c] = at(sums, c);
      both[channels + c] = at(products, c) * inverse;
      slope[c] = (gain[c] as number) * inverse;
      bend[c] = (-at(products, c) * inverse * inverse * at(slope, c)) / rows;
      offset[c] = (-at(slope, c) * at(sums, c)) / rows - at(bend, c) * (mean[c] as number);
    }
    combine(dy, x, slope, bend, offset, out);
  },
};

function at(values: Float64Array, index: number): number {
  return values[index] as number;
}

/** Per channel: sums ← Σ (a − shiftA), products ← Σ (a − shiftA)(b − shiftB). */
function sumProducts(
  a: Values,
  b: Values,
  shiftA: Float64Array,
  shiftB: Float64Array,
  sums: Float64Array,
  products: Float64Array,
): void {
  const channels = sums.length;
  const length = a.length;
  let c = 0;
  for (; c + 4 <= channels; c += 4) {
    const [a0, a1, a2, a3] = four(shiftA, c);
    const [b0, b1, b2, b3] = four(shiftB, c);
    let [s0, s1, s2, s3, p0, p1, p2, p3] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let i = c; i < length; i += channels) {
      const x0 = (a[i] as number) - a0;
      const x1 = (a[i + 1] as number) - a1;
      const x2 = (a[i + 2] as number) - a2;
      const x3 = (a[i + 3] as number) - a3;
      s0 += x0;
      s1 += x1;
      s2 += x2;
      s3 += x3;
      p0 += x0 * ((b[i] as number) - b0);
      p1 += x1 * ((b[i + 1] as number) - b1);
      p2 += x2 * ((b[i + 2] as number) - b2);
      p3 += x3 * ((b[i + 3] as number) - b3);
    }
    sums.set([s0, s1, s2, s3], c);
    products.set([p0, p1, p2, p3], c);
  }
  for (; c < channels; c++) {
    let sum = 0;
    let product = 0;
    for (let i = c; i < length; i += channels) {
      const x = (a[i] as number) - at(shiftA, c);
      sum += x;
      product += x * ((b[i] as number) - at(shiftB, c));
    }
    sums[c] = sum;
    products[c] = product;
  }
}

/** out ← a · scaleA + b · scaleB + offset, per channel. */
function combine(
  a: Values,
  b: Values,
  scaleA: Float64Array,
  scaleB: Float64Array,
  offset: Float64Array,
  out: Values,
): void {
  const channels = offset.length;
  const length = a.length;
  let c = 0;
  for (; c + 4 <= channels; c += 4) {
    const [a0, a1, a2, a3] = four(scaleA, c);
    const [b0, b1, b2, b3] = four(scaleB, c);
    const [d0, d1, d2, d3] = four(offset, c);
    for (let i = c; i < length; i += channels) {
      out[i] = (a[i] as number) * a0 + (b[i] as number) * b0 + d0;
      out[i + 1] = (a[i + 1] as number) * a1 + (b[i + 1] as number) * b1 + d1;
      out[i + 2] = (a[i + 2] as number) * a2 + (b[i + 2] as number) * b2 + d2;
      out[i + 3] = (a[i + 3] as number) * a3 + (b[i + 3] as number) * b3 + d3;
    }
  }
  for (; c < channels; c++) {
    for (let i = c; i < length; i += channels) {
      out[i] = (a[i] as number) * at(scaleA, c) + (b[i] as number) * at(scaleB, c) + at(offset, c);
    }
  }
}

function four(values: Float64Array, c: number): [number, number, number, number] {
  return [at(values, c), at(values, c + 1), at(values, c + 2), at(values, c + 3)];
}
