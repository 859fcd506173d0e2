/**
 * Rows and columns mixed by sparse tables, on the host. Channels run in the inner loop, which reads four elements at a
 * time for one write: half the time of adding them up one by one.
 */
import type { Tap, Taps } from '../../../nodes/resampling.ts';
import { RESAMPLE } from '../names.ts';
import type { HostKernel, Values } from './define.ts';

interface Attributes {
  readonly rows: Taps;
  readonly columns: Taps;
  readonly channels: number;
}

/** What one element of the output sums: as many as `count` says, filled up with nothing to a multiple of four. */
interface Sources {
  readonly count: number;
  readonly offsets: Int32Array;
  readonly weights: Float64Array;
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
    const image = rows.length * columns.length * channels;
    const pixels = rows.outputs.flatMap((down) =>
      columns.outputs.map((across) => sourcesOf(down, across, columns.length, channels)),
    );
    let to = 0;
    for (let start = 0; start < x.length; start += image) {
      for (const sources of pixels) {
        mix(x, y, start, to, channels, sources);
        to += channels;
      }
    }
  },
};

function sourcesOf(
  down: readonly Tap[],
  across: readonly Tap[],
  width: number,
  channels: number,
): Sources {
  const count = down.length * across.length;
  const room = Math.ceil(count / 4) * 4;
  const offsets = new Int32Array(room);
  const weights = new Float64Array(room);
  let k = 0;
  for (const [row, ofRow] of down) {
    for (const [column, ofColumn] of across) {
      offsets[k] = (row * width + column) * channels;
      weights[k++] = ofRow * ofColumn;
    }
  }
  // Nothing times an element that is read anyway.
  offsets.fill(offsets[0] ?? 0, count);
  return { count, offsets, weights };
}

function mix(
  x: Values,
  y: Values,
  start: number,
  to: number,
  channels: number,
  { count, offsets, weights }: Sources,
): void {
  if (count === 1) {
    copy(x, y, start + (offsets[0] as number), to, channels, weights[0] as number);
    return;
  }
  y.fill(0, to, to + channels);
  for (let k = 0; k < count; k += 4) {
    const a = start + (offsets[k] as number);
    const b = start + (offsets[k + 1] as number);
    const d = start + (offsets[k + 2] as number);
    const e = start + (offsets[k + 3] as number);
    const ofA = weights[k] as number;
    const ofB = weights[k + 1] as number;
    const ofD = weights[k + 2] as number;
    const ofE = weights[k + 3] as number;
    for (let c = 0; c < channels; c++) {
      y[to + c] =
        (y[to + c] as number) +
        ofA * (x[a + c] as number) +
        ofB * (x[b + c] as number) +
        ofD * (x[d + c] as number) +
        ofE * (x[e + c] as number);
    }
  }
}

function copy(
  x: Values,
  y: Values,
  from: number,
  to: number,
  channels: number,
  weight: number,
): void {
  for (let c = 0; c < channels; c++) y[to + c] = weight * (x[from + c] as number);
}
