/** Rows and columns mixed by sparse tables, on the host; channels innermost, so that the inner loop is straight. */
import type { Taps } from '../../../nodes/resampling.ts';
import { RESAMPLE } from '../names.ts';
import type { HostKernel } from './define.ts';

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
    y.fill(0);
    let to = 0;
    for (let start = 0; start < x.length; start += image) {
      for (const down of rows.outputs) {
        for (const across of columns.outputs) {
          for (const [row, ofRow] of down) {
            for (const [column, ofColumn] of across) {
              const weight = ofRow * ofColumn;
              const from = start + (row * columns.length + column) * channels;
              for (let c = 0; c < channels; c++) {
                y[to + c] = (y[to + c] as number) + weight * (x[from + c] as number);
              }
            }
          }
          to += channels;
        }
      }
    }
  },
};

interface Attributes {
  readonly rows: Taps;
  readonly columns: Taps;
  readonly channels: number;
}
