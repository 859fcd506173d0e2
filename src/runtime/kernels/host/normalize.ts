/**
 * Normalisation on the host, forward and backward: for each sample one pass for the sums of its columns, one to apply.
 * Four columns at a time with their numbers in variables, which is three times as fast as arrays of them. Sums are doubles.
 */
import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import { NORMALIZE, NORMALIZE_GRADIENT } from '../names.ts';
import type { HostKernel, Values } from './define.ts';

export const normalize: HostKernel = {
  name: NORMALIZE,
  inputs: ['x', 'gain', 'bias'],
  outputs: ([x], attrs) => {
    const { samples, groups } = layoutOf(attrs);
    return [
      { shape: x?.shape ?? [], dtype: 'float32' },
      { shape: [samples * groups], dtype: 'float32' },
      { shape: [samples * groups], dtype: 'float32' },
    ];
  },
  run: ([x, gain, bias], [out, mean, variance], attrs) => {
    if (!x || !gain || !bias || !out || !mean || !variance) return;
    const { samples, groups, width, columns, epsilon } = layoutOf(attrs);
    const count = (x.length / samples / columns) * width;
    const [first, sums, squares, scale, offset] = five(columns);
    const none = new Float64Array(columns);
    for (let sample = 0; sample < samples; sample++) {
      const image = part(x, samples, sample);
      // Distances from an element of the group, so that the difference of squares loses nothing to a large mean.
      for (let c = 0; c < columns; c++) first[c] = image[c - (c % width)] as number;
      sumProducts(image, image, first, first, sums, squares);
      for (let group = 0; group < groups; group++) {
        const at = sample * groups + group;
        const from = group * width;
        const distance = total(sums, from, width) / count;
        const average = (first[from] as number) + distance;
        const spread = total(squares, from, width) / count - distance * distance;
        mean[at] = average;
        variance[at] = Math.max(spread, 0);
        const factor = (gain[at] as number) / Math.sqrt((variance[at] as number) + epsilon);
        scale.fill(factor, from, from + width);
        offset.fill((bias[at] as number) - average * factor, from, from + width);
      }
      combine(image, image, scale, none, offset, part(out, samples, sample));
    }
  },
};

/** With y the normalised input: dx = gain · (dy − mean(dy) − y · mean(dy · y)) / √(variance + ε) */
export const normalizeGradient: HostKernel = {
  name: NORMALIZE_GRADIENT,
  inputs: ['x', 'dy', 'gain', 'mean', 'variance'],
  outputs: ([x], attrs) => {
    const { samples, groups } = layoutOf(attrs);
    return [
      { shape: x?.shape ?? [], dtype: 'float32' },
      { shape: [samples * groups], dtype: 'float32' },
      { shape: [samples * groups], dtype: 'float32' },
    ];
  },
  run: ([x, dy, gain, mean, variance], [out, ofBias, ofGain], attrs) => {
    if (!x || !dy || !gain || !mean || !variance || !out || !ofBias || !ofGain) return;
    const { samples, groups, width, columns, epsilon } = layoutOf(attrs);
    const count = (x.length / samples / columns) * width;
    const [centre, sums, products, slope, bend] = five(columns);
    const [none, offset] = five(columns);
    for (let sample = 0; sample < samples; sample++) {
      const image = part(x, samples, sample);
      const upstream = part(dy, samples, sample);
      for (let c = 0; c < columns; c++) {
        centre[c] = mean[sample * groups + Math.floor(c / width)] as number;
      }
      sumProducts(upstream, image, none, centre, sums, products);
      for (let group = 0; group < groups; group++) {
        const at = sample * groups + group;
        const [from, end] = [group * width, (group + 1) * width];
        const inverse = 1 / Math.sqrt((variance[at] as number) + epsilon);
        const sum = total(sums, from, width);
        const alongY = total(products, from, width) * inverse;
        ofBias[at] = sum;
        ofGain[at] = alongY;
        const factor = (gain[at] as number) * inverse;
        const bent = (-alongY * inverse * factor) / count;
        slope.fill(factor, from, end);
        bend.fill(bent, from, end);
        offset.fill((-factor * sum) / count - bent * (mean[at] as number), from, end);
      }
      combine(upstream, image, slope, bend, offset, part(out, samples, sample));
    }
  },
};

function layoutOf(attrs: NamedAttrMap) {
  const [samples, groups, width] = [
    Number(attrs.samples),
    Number(attrs.groups),
    Number(attrs.width),
  ];
  return { samples, groups, width, columns: groups * width, epsilon: Number(attrs.epsilon) };
}

type Five = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

function five(length: number): Five {
  return Array.from({ length: 5 }, () => new Float64Array(length)) as Five;
}

function part(values: Values, samples: number, sample: number): Values {
  const size = values.length / samples;
  return samples === 1 ? values : values.subarray(sample * size, (sample + 1) * size);
}

function total(values: Float64Array, from: number, width: number): number {
  let sum = 0;
  for (let i = from; i < from + width; i++) sum += values[i] as number;
  return sum;
}

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
