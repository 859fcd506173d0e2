/**
 * Convolutions of three taps a pixel apart, and of four two pixels apart, which are four of two taps added up; gradients to the
 * input likewise, whose pixels of one remainder are a convolution each.
 */
import { type Images, type Strides, stridesOf, tableBytes, writeTable } from '../frames.ts';
import type { Machine } from '../machine.ts';
import { panelsOf, productOf } from '../panels.ts';
import { flat } from '../row-product.ts';
import type { TransformName } from './algorithms.ts';
import {
  elementsOf,
  type FastFilter,
  matrixBytes,
  packFilter,
  rawBytes,
  sizeOf,
} from './filters.ts';
import { forSome, framesOf, inOrder, type Patches, patchBytes, someOf } from './patches.ts';

/** Pixels from the corner of a patch to where a part of it begins. */
export type Corner = readonly [row: number, column: number];

/** One convolution: its filter, and where its pixels lie among all that are computed. */
export interface Pass {
  readonly filter: FastFilter;
  readonly position: Corner;
  /** The first of the elements of the patches that it takes, by rows and columns. */
  readonly element: Corner;
}

export interface FastConvolution {
  readonly patches: Patches;
  readonly input: TransformName & `input${string}`;
  /** Along an axis, what the input becomes. */
  readonly elements: number;
  /** Parts of a patch, one for each part of the filters, and pixels between what they take. */
  readonly corners: readonly Corner[];
  readonly spread: number;
  readonly passes: readonly Pass[];
  /** Pixels between those of one pass. */
  readonly outputSpread: number;
  readonly output: Images;
}

/** Bytes that keep matrices which are written side by side out of the same lines of the cache. */
const APART = 192;

export function convolveFast(machine: Machine, given: FastConvolution, filter: number): void {
  const { patches, input, elements, corners, spread, passes, outputSpread, output } = given;
  const [one] = passes;
  if (!one) return;
  const { channels } = patches.images;
  const [inner, columns] = sizeOf(one.filter);
  const own = elementsOf(one.filter.taps);
  const most = someOf(patches, 4 * (elements ** 2 * inner + own ** 2 * columns));
  const [forLeft, forSums] = [4 * most * inner + APART, 4 * most * columns + APART];
  const forMatrix = matrixBytes(one.filter);
  const forPass = own ** 2 * forMatrix;
  const forRows = tableBytes({ images: 1, height: 1, width: most });
  const [forRaw, forPatches] = [rawBytes(one.filter), patchBytes(patches, 2)];
  const forAll = elements ** 2 * forLeft + own ** 2 * forSums;
  const packed = machine.reserve(
    passes.length * forPass + forRows + Math.max(forRaw, forAll) + forPatches,
  );
  const rows = packed + passes.length * forPass;
  const left = rows + forRows;
  const sums = left + elements ** 2 * forLeft;
  const places = left + Math.max(forRaw, forAll);
  writeTable(
    machine,
    rows,
    { images: 1, height: 1, width: most },
    flat(4 * inner),
    flat(4 * columns),
  );
  passes.forEach((pass, i) => {
    packFilter(machine, rows, filter, pass.filter, left, packed + i * forPass);
  });
  const panels = panelsOf(inner, columns);
  const of = framesOf(patches);
  const out = stridesOf(output.height, output.width, output.channels);
  const tables = [
    [scaled(of, patches.step), inOrder(patches, 4 * inner)],
    [inOrder(patches, 4 * columns), scaled(out, 2 * outputSpread)],
  ] as const;
  const write = one.filter.taps === 2 ? machine.run.output2 : machine.run.output3;
  forSome(machine, places, patches, most, tables, ({ count, from, image, first, tables }) => {
    const [reads = 0, writes = 0] = tables;
    corners.forEach(([row, column], i) => {
      const corner = from + row * of.row + column * of.column;
      const to = left + 4 * i * channels - 4 * inner * first;
      const strides = [spread * of.row, spread * of.column] as const;
      const places = [to, elements * forLeft, forLeft] as const;
      machine.run[input](reads, count, corner, ...strides, ...places, channels / 4, 16);
    });
    passes.forEach(({ position, element }, i) => {
      for (let e = 0; e < own * own; e += 1) {
        const row = element[0] + Math.floor(e / own);
        const a = left + (row * elements + element[1] + (e % own)) * forLeft;
        const b = packed + i * forPass + e * forMatrix;
        for (const panel of panels) {
          const c = sums + e * forSums + 4 * panel.first;
          productOf(machine, panel)(rows, count, a, 1, inner, 0, b + panel.offset, c);
        }
      }
      const pixel = position[0] * out.row + position[1] * out.column;
      const to = output.at + image * out.image + pixel;
      const strides = [outputSpread * out.row, outputSpread * out.column] as const;
      const source = sums - 4 * columns * first;
      write(writes, count, source, own * forSums, forSums, to, ...strides, columns / 4, 16);
    });
  });
}

/** From one pixel to every `step`th. */
export function scaled({ image, row, column }: Strides, step: number): Strides {
  return { image, row: step * row, column: step * column };
}
