/**
 * Convolutions of three taps a pixel apart, and of three to five two pixels apart, which are four of fewer taps added up; gradients
 * to the input likewise, whose pixels of one remainder are a convolution each.
 */
import { type Images, type Strides, stridesOf, tableBytes, writeTable } from '../frames.ts';
import type { Machine } from '../machine.ts';
import { type Panel, panelsOf } from '../panels.ts';
import { flat } from '../row-product.ts';
import { elementsOf, OUTPUTS, type TransformName } from './algorithms.ts';
import {
  APART,
  type FastFilter,
  matrixBytes,
  packFilter,
  packingBytes,
  sharesOf,
  sizeOf,
  writePacking,
} from './filters.ts';
import { nameOf, type PartialName } from './lacking.ts';
import { forSome, framesOf, inOrder, type Patches, patchBytes, someOf } from './patches.ts';
import { isAsGiven, type Widened, widen, widenedBytes } from './widened.ts';

/** Pixels from the corner of a patch to where a part of it begins. */
export type Corner = readonly [row: number, column: number];

/** One convolution: its filter, and where its pixels lie among all that are computed. */
export interface Pass {
  readonly filter: FastFilter;
  readonly position: Corner;
  /** The first of the elements of the patches that it takes, by rows and columns. */
  readonly element: Corner;
}

/** Part of a patch. */
export interface View {
  readonly corner: Corner;
  readonly input: (TransformName | PartialName) & `input${string}`;
}

export interface FastConvolution {
  readonly patches: Patches;
  /** Along an axis, what the input becomes. */
  readonly elements: number;
  /** One for each part of the filters, and pixels between what they take. */
  readonly views: readonly View[];
  readonly spread: number;
  /** The filter that the passes are of. */
  readonly widened: Widened;
  readonly passes: readonly Pass[];
  /** Pixels between those of one pass. */
  readonly outputSpread: number;
  readonly output: Images;
}

export function convolveFast(machine: Machine, given: FastConvolution, filter: number): void {
  const { patches, elements, views, spread, widened, passes, outputSpread, output } = given;
  const [one] = passes;
  if (!one) return;
  const { channels } = patches.images;
  const [inner, columns] = sizeOf(one.filter);
  const { form } = one.filter;
  const [own, outputs] = [elementsOf(form), OUTPUTS[form]];
  const most = someOf(patches, 4 * (elements ** 2 * inner + own ** 2 * columns));
  const [forLeft, forSums] = [4 * most * inner + APART, 4 * most * columns + APART];
  const forMatrix = matrixBytes(one.filter);
  const forPass = own ** 2 * forMatrix;
  const forRows = tableBytes({ images: 1, height: 1, width: most });
  const forFilter = packingBytes(one.filter) + widenedBytes(widened);
  const forPatches = patchBytes(patches, 2);
  const forAll = Math.max(forFilter, elements ** 2 * forLeft + own ** 2 * forSums);
  // Patches may hang over the edge of the output, which is cut from what they make then.
  const height = outputs * outputSpread * patches.tiles.height;
  const width = outputs * outputSpread * patches.tiles.width;
  const isCut = height !== output.height || width !== output.width;
  const out = stridesOf(height, width, output.channels);
  const packed = machine.reserve(
    passes.length * forPass +
      forRows +
      forAll +
      forPatches +
      (isCut ? output.count * out.image : 0),
  );
  const rows = packed + passes.length * forPass;
  const left = rows + forRows;
  const sums = left + elements ** 2 * forLeft;
  const places = left + forAll;
  const target = isCut ? places + forPatches : output.at;
  writeTable(
    machine,
    rows,
    { images: 1, height: 1, width: most },
    flat(4 * inner),
    flat(4 * columns),
  );
  const wide = left + packingBytes(one.filter);
  const source = isAsGiven(widened) ? filter : wide;
  if (source === wide) widen(machine, widened, filter, wide);
  writePacking(machine, left, one.filter);
  passes.forEach((pass, i) => {
    packFilter(machine, left, source, pass.filter, packed + i * forPass);
  });
  const groups = groupsOf(panelsOf(inner, columns));
  const of = framesOf(patches);
  const tables = [
    [scaled(of, patches.step), inOrder(patches, 4 * inner)],
    [inOrder(patches, 4 * columns), scaled(out, outputs * outputSpread)],
  ] as const;
  forSome(machine, places, patches, most, tables, ({ count, from, image, first, tables }) => {
    const [reads = 0, writes = 0] = tables;
    views.forEach(({ corner: [row, column], input }, i) => {
      const corner = from + row * of.row + column * of.column;
      const to = left + 4 * i * channels - 4 * inner * first;
      const strides = [spread * of.row, spread * of.column] as const;
      const places = [to, elements * forLeft, forLeft] as const;
      machine.run[input](reads, count, corner, ...strides, ...places, channels / 4, 16);
    });
    passes.forEach(({ filter, position, element }, i) => {
      const shares = sharesOf(filter);
      for (const share of shares) {
        const row = element[0] + share.row;
        const at = left + (row * elements + element[1] + share.column) * forLeft;
        const a = at + 4 * share.first * channels;
        const e = share.row * own + share.column;
        const b = packed + i * forPass + e * forMatrix;
        const length = share.count * channels;
        for (const { first, width, offset, count: some } of groups) {
          const begin = b + offset + 4 * share.first * channels * width;
          const c = sums + e * forSums + 4 * first;
          const panel = [some, 4 * inner * width, 4 * width] as const;
          const size = [share.rows, share.columns] as const;
          const down = [elements * forLeft, own * forMatrix, own * forSums] as const;
          const steps = [...panel, ...size, ...down, forLeft, forMatrix, forSums] as const;
          const product = machine.run[`product${width}Each`];
          product(rows, count, a, 1, length, 0, begin, c, ...steps);
        }
      }
      const begin = (shares[0]?.row ?? 0) * own + (shares[0]?.column ?? 0);
      // The parts of one pass add up before; what all of them lack is left out.
      const lacks = filter.parts.length > 1 ? undefined : filter.parts[0]?.lacks;
      const write = nameOf('output', form, lacks ?? [null, null]);
      if (!write) throw new Error('internal: nothing makes outputs that lack different elements.');
      const pixel = position[0] * out.row + position[1] * out.column;
      const to = target + image * out.image + pixel;
      const strides = [outputSpread * out.row, outputSpread * out.column] as const;
      const source = sums + begin * forSums - 4 * columns * first;
      const places = [own * forSums, forSums, to] as const;
      machine.run[write](writes, count, source, ...places, ...strides, columns / 4, 16);
    });
  });
  if (!isCut) return;
  const whole = stridesOf(output.height, output.width, output.channels);
  for (let n = 0; n < output.count; n += 1) {
    const [to, from] = [output.at + n * whole.image, target + n * out.image];
    machine.run.copyRows(to, whole.row, from, out.row, output.height, whole.row / 4);
  }
}

/** Panels of one width that follow one another: the first of them, and how many. */
function groupsOf(panels: readonly Panel[]): (Panel & { readonly count: number })[] {
  return [12, 8, 4].flatMap((width) => {
    const some = panels.filter((panel) => panel.width === width);
    const first = some.at(-1);
    return first ? [{ ...first, count: some.length }] : [];
  });
}

/** From one pixel to every `step`th. */
export function scaled({ image, row, column }: Strides, step: number): Strides {
  return { image, row: step * row, column: step * column };
}
