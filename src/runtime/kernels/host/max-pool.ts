/**
 * Max pooling in two linear halves, on the host: what lies where a window of `x` is largest is read from another image,
 * or is written there. Of equal elements the first counts, as in PyTorch.
 */
import { MAX_PICK, MAX_PLACE, type PoolGeometry } from '../names.ts';
import type { HostKernel, Values } from './define.ts';

export const maxPick: HostKernel = {
  name: MAX_PICK,
  inputs: ['x', 'values'],
  outputs: ([x], attrs) => {
    const { height, width } = attrs as unknown as PoolGeometry;
    const [batch = 1, , , channels = 1] = x?.shape ?? [];
    return [{ shape: [batch, height, width, channels], dtype: 'float32' }];
  },
  run: ([x, values], [out], attrs) => {
    if (!x || !values || !out) return;
    overWindows(x, attrs as unknown as PoolGeometry, (at, largest) => {
      out[at] = values[largest] as number;
    });
  },
};

export const maxPlace: HostKernel = {
  name: MAX_PLACE,
  inputs: ['x', 'dy'],
  outputs: ([x]) => [{ shape: x?.shape ?? [], dtype: 'float32' }],
  run: ([x, dy], [out], attrs) => {
    if (!x || !dy || !out) return;
    out.fill(0);
    overWindows(x, attrs as unknown as PoolGeometry, (at, largest) => {
      out[largest] = (out[largest] as number) + (dy[at] as number);
    });
  },
};

/** Calls `visit` with each position of the output and the position in `x` of the largest element of its window. */
function overWindows(
  x: Values,
  geometry: PoolGeometry,
  visit: (at: number, largest: number) => void,
): void {
  const { size, stride, top, left, rows, columns, height, width, channels } = geometry;
  const image = rows * columns * channels;
  let at = 0;
  for (let start = 0; start < x.length; start += image) {
    for (let i = 0; i < height; i++) {
      const [fromRow, toRow] = within(i * stride - top, size, rows);
      for (let j = 0; j < width; j++) {
        const [fromColumn, toColumn] = within(j * stride - left, size, columns);
        for (let c = 0; c < channels; c++) {
          let largest = start + (fromRow * columns + fromColumn) * channels + c;
          for (let row = fromRow; row < toRow; row++) {
            for (let column = fromColumn; column < toColumn; column++) {
              const place = start + (row * columns + column) * channels + c;
              if ((x[place] as number) > (x[largest] as number)) largest = place;
            }
          }
          visit(at++, largest);
        }
      }
    }
  }
}

function within(first: number, size: number, length: number): [number, number] {
  return [Math.max(first, 0), Math.min(first + size, length)];
}
