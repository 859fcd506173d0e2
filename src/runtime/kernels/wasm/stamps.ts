/**
 * Input gradients of few channels, whose remainders by the stride would leave vectors partly empty: one product makes what each
 * pixel of dy adds to its whole window, which is then added to a frame around the image.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { stridesOf, tableBytes, writeTable } from './frames.ts';
import type { Machine } from './machine.ts';
import { pack, packedBytes, panelsOf, productOf, roundUp } from './panels.ts';
import { flat } from './row-product.ts';
import type { Axis } from './sub-pixels.ts';

/** Bytes of products that stay in the second cache. */
const CACHED = 192 * 1024;

export function stampWindows(
  machine: Machine,
  y: Axis,
  x: Axis,
  output: TensorInfo,
  dy: TensorInfo,
  filter: TensorInfo,
): void {
  const [count = 1, height = 1, width = 1, channels = 1] = output.shape;
  const [, outHeight = 1, outWidth = 1, filters = 1] = dy.shape;
  const run = x.kernel * channels;
  const columns = y.kernel * run;
  const line = 4 * roundUp(columns, 4);
  const pixels = outHeight * outWidth;
  const some = Math.min(pixels, Math.max(24, Math.floor(CACHED / line / 12) * 12));
  const frame = stridesOf(
    Math.max((outHeight - 1) * y.stride + y.kernel, height + y.padding),
    Math.max((outWidth - 1) * x.stride + x.kernel, width + x.padding),
    channels,
  );
  const rows = { images: 1, height: 1, width: pixels };
  const image = { images: 1, height: outHeight, width: outWidth };
  const [forPacked, forRows] = [packedBytes(filters, columns), tableBytes(rows)];
  const packed = machine.reserve(forPacked + 2 * forRows + some * line + frame.image + 64);
  const [table, places] = [packed + forPacked, packed + forPacked + forRows];
  const windows = places + forRows;
  const to = windows + some * line;
  const panels = panelsOf(filters, columns);
  pack(machine, packed, panels, filters, machine.at(filter), 4, 4 * filters);
  writeTable(machine, table, rows, flat(4 * filters), flat(line));
  const steps = { image: 0, row: y.stride * frame.row, column: x.stride * frame.column };
  writeTable(machine, places, image, stridesOf(outHeight, outWidth, line / 4), steps);
  const out = stridesOf(height, width, channels);
  for (let n = 0; n < count; n += 1) {
    machine.zero(to, frame.image);
    const from = machine.at(dy) + 4 * n * pixels * filters;
    for (let first = 0; first < pixels; first += some) {
      const size = Math.min(some, pixels - first);
      const a = from + 4 * first * filters;
      for (const panel of panels) {
        const c = windows + 4 * panel.first;
        productOf(machine, panel)(table, size, a, 1, filters, 0, packed + panel.offset, c);
      }
      const source = windows - first * line;
      const shape = [y.kernel, run >> 2, run & 3] as const;
      machine.run.stamp(places + 8 * first, size, source, 4 * run, to, frame.row, ...shape);
    }
    const corner = to + y.padding * frame.row + x.padding * frame.column;
    const target = machine.at(output) + n * out.image;
    machine.run.copyRows(target, out.row, corner, frame.row, height, width * channels);
  }
}
