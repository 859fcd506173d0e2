/** Gradients of the filter by Winograd's algorithm, run backwards: sums over patches of Bᵀ d and A dy, and their filter of those. */
import { stridesOf } from '../frames.ts';
import type { Machine } from '../machine.ts';
import { scaled } from './convolution.ts';
import { elementsOf } from './filters.ts';
import { cornersOf, fastStride, type Info, partsOf, patchesOf } from './kinds.ts';
import { forSome, framesOf, inOrder, patchBytes, someOf } from './patches.ts';

/** False, and nothing is done, where it is none of those. */
export function gatherFast(machine: Machine, info: Info, places: Places): boolean {
  const stride = fastStride(info);
  const plan = stride && patchesOf(info, stride, 0);
  if (!stride || !plan) return false;
  const { inChannels: channels, outChannels: filters } = info;
  const taps = stride === 1 ? 3 : 2;
  const elements = elementsOf(taps);
  const corners = cornersOf(stride);
  const inner = corners.length * channels;
  const most = someOf(plan, 4 * elements ** 2 * (inner + filters));
  // Fours of numbers, each with all of its patches in one piece.
  const line = 16 * most + 16;
  const [forLeft, forRight] = [(inner / 4) * line + 64, (filters / 4) * line + 64];
  const size = 4 * inner * filters;
  const forSums = elements ** 2 * size;
  const forPatches = patchBytes(plan, 2);
  const forAll = elements ** 2 * (forLeft + forRight);
  const sums = machine.reserve(forSums + forAll + forPatches);
  const left = sums + forSums;
  const right = left + elements ** 2 * forLeft;
  const { x, dy, output } = places;
  machine.zero(sums, forSums);
  const patches = { ...plan, images: { ...plan.images, at: x } };
  const of = framesOf(patches);
  const ofDy = stridesOf(info.outHeight, info.outWidth, filters);
  const tables = [
    [scaled(of, patches.step), inOrder(patches, 16)],
    [scaled(ofDy, 2), inOrder(patches, 16)],
  ] as const;
  const { run } = machine;
  const [input, back, finish] =
    stride === 1
      ? [run.input3, run.outputBack3, run.filterBack3]
      : [run.input2, run.outputBack2, run.filterBack2];
  forSome(machine, sums + forSums + forAll, patches, most, tables, (some) => {
    const { count, from, image, first } = some;
    const [reads = 0, readsDy = 0] = some.tables;
    corners.forEach(([row, column], i) => {
      const corner = from + row * of.row + column * of.column;
      const to = left + (i * channels * line) / 4 - 16 * first;
      const strides = [stride * of.row, stride * of.column, to, elements * forLeft, forLeft];
      input(reads, count, corner, ...strides, channels / 4, line);
    });
    const begin = dy + image * ofDy.image;
    const to = right - 16 * first;
    const strides = [ofDy.row, ofDy.column, to, elements * forRight, forRight];
    back(readsDy, count, begin, ...strides, filters / 4, line);
    for (let e = 0; e < elements * elements; e += 1) {
      for (let j = 0; j < filters; j += 8) {
        const gather = filters - j >= 8 ? run.gather8 : run.gather4;
        const b = right + e * forRight + (j / 4) * line;
        const a = left + e * forLeft;
        gather(inner / 4, line, count, a, b, line, sums + e * size + 4 * j, 4 * filters);
      }
    }
  });
  // The first entry of a table is zeros.
  const origin = sums + forSums + forAll;
  const part = 4 * channels * filters;
  partsOf(info, stride).forEach(({ first, row, column }, i) => {
    const from = sums + i * part;
    const strides = [elements * size, size, output + first, row, column];
    finish(origin, 1, from, ...strides, part / 16, 16);
  });
  return true;
}

export interface Places {
  readonly x: number;
  readonly dy: number;
  readonly output: number;
}
