/**
 * Rows and columns mixed by sparse tables, on the host: first the rows, whose elements lie side by side, then the
 * columns, with channels in the inner loop. Two passes of n taps cost 2n products for each element where one costs n².
 */
import type { Taps } from '../../../nodes/shared/resampling.ts';
import { RESAMPLE } from '../names.ts';
import type { HostKernel, Values } from './define.ts';

interface Attributes {
  readonly rows: Taps;
  readonly columns: Taps;
  readonly channels: number;
}

export const resample: HostKernel = {
  name: RESAMPLE,
  inputs: ['x'],
  outputs: ([x], attrs) => {
    const { rows, columns } = attrs as unknown as Attributes;
    const [batch = 1, , , channels = 1] = x?.shape ?? [];
    const shape = [batch, rows.outputs.length, columns.outputs.length, channels];
    return [{ shape, dtype: 'float32' }];
  },
  run: ([x], [y], attrs) => {
    if (!x || !y) return;
    const { rows, columns, channels } = attrs as unknown as Attributes;
    const line = columns.length * channels;
    const between = isIdentity(rows) ? x : mixed(x, flatten(rows), line);
    mixInto(y, between, flatten(columns), channels);
  },
};

/** A table as three arrays: output `i` sums the taps from `starts[i]` up to `starts[i + 1]`. */
interface FlatTaps {
  readonly length: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly weights: Float64Array;
}

function flatten({ length, outputs }: Taps): FlatTaps {
  const count = outputs.reduce((sum, taps) => sum + taps.length, 0);
  const starts = new Int32Array(outputs.length + 1);
  const indices = new Int32Array(count);
  const weights = new Float64Array(count);
  let k = 0;
  outputs.forEach((taps, i) => {
    for (const [index, weight] of taps) {
      indices[k] = index;
      weights[k++] = weight;
    }
    starts[i + 1] = k;
  });
  return { length, starts, indices, weights };
}

function isIdentity({ length, outputs }: Taps): boolean {
  if (outputs.length !== length) return false;
  return outputs.every((taps, i) => taps.length === 1 && taps[0]?.[0] === i && taps[0][1] === 1);
}

function mixed(x: Values, taps: FlatTaps, run: number): Values {
  const lines = x.length / (taps.length * run);
  const y = new Float32Array(lines * (taps.starts.length - 1) * run);
  mixInto(y, x, taps, run);
  return y;
}

/** Mixes the axis of which each element is `run` numbers side by side. */
function mixInto(y: Values, x: Values, taps: FlatTaps, run: number): void {
  const { length, starts, indices, weights } = taps;
  const outputs = starts.length - 1;
  let to = 0;
  for (let from = 0; from < x.length; from += length * run) {
    for (let i = 0; i < outputs; i++, to += run) {
      const start = starts[i] as number;
      const end = starts[i + 1] as number;
      if (end === start) y.fill(0, to, to + run);
      for (let k = start; k < end; k += 3) {
        const a = from + (indices[k] as number) * run;
        const ofA = weights[k] as number;
        const isFirst = k === start;
        if (k + 2 < end) {
          const b = from + (indices[k + 1] as number) * run;
          const d = from + (indices[k + 2] as number) * run;
          mix3(
            y,
            x,
            to,
            run,
            isFirst,
            a,
            b,
            d,
            ofA,
            weights[k + 1] as number,
            weights[k + 2] as number,
          );
        } else if (k + 1 < end) {
          const b = from + (indices[k + 1] as number) * run;
          mix2(y, x, to, run, isFirst, a, b, ofA, weights[k + 1] as number);
        } else {
          mix1(y, x, to, run, isFirst, a, ofA);
        }
      }
    }
  }
}

function mix1(
  y: Values,
  x: Values,
  to: number,
  run: number,
  isFirst: boolean,
  a: number,
  ofA: number,
): void {
  if (isFirst) for (let c = 0; c < run; c++) y[to + c] = ofA * (x[a + c] as number);
  else for (let c = 0; c < run; c++) y[to + c] = (y[to + c] as number) + ofA * (x[a + c] as number);
}

function mix2(
  y: Values,
  x: Values,
  to: number,
  run: number,
  isFirst: boolean,
  a: number,
  b: number,
  ofA: number,
  ofB: number,
): void {
  for (let c = 0; c < run; c++) {
    const sum = ofA * (x[a + c] as number) + ofB * (x[b + c] as number);
    y[to + c] = isFirst ? sum : (y[to + c] as number) + sum;
  }
}

function mix3(
  y: Values,
  x: Values,
  to: number,
  run: number,
  isFirst: boolean,
  a: number,
  b: number,
  d: number,
  ofA: number,
  ofB: number,
  ofD: number,
): void {
  for (let c = 0; c < run; c++) {
    const sum =
      ofA * (x[a + c] as number) + ofB * (x[b + c] as number) + ofD * (x[d + c] as number);
    y[to + c] = isFirst ? sum : (y[to + c] as number) + sum;
  }
}
