/** Gradients of the filter by Winograd's algorithm, run backwards: sums over patches of Bᵀ d and A dy, and their filter of those. */
import { fillFrames, stridesOf } from '../frames.ts';
import type { Machine } from '../machine.ts';
import { elementsOf, OUTPUTS } from './algorithms.ts';
import { scaled } from './convolution.ts';
import { APART, sharesOf } from './filters.ts';
import { fastKind, type Info, partsOf, patchesOf, viewsOf, widenedOf } from './kinds.ts';
import { forSome, framesOf, inOrder, patchBytes, someOf } from './patches.ts';
import { isAsGiven, narrow, widenedBytes } from './widened.ts';

/** False, and nothing is done, where it is none of those. */
export function gatherFast(machine: Machine, info: Info, places: Places): boolean {
  const { batchSize, outHeight, outWidth, inChannels: channels, outChannels: filters } = info;
  const kind = fastKind(info, outHeight, outWidth);
  if (!kind) return false;
  const plan = patchesOf(info, kind, places.x);
  const { stride, form, tiles } = kind;
  const [elements, outputs] = [elementsOf(form), OUTPUTS[form]];
  const parts = partsOf(info, kind);
  const widened = widenedOf(info, kind);
  const inner = parts.length * channels;
  const most = someOf(plan, 4 * elements ** 2 * (inner + filters));
  // Fours of numbers, each with all of its patches in one piece.
  const line = 16 * most + 16;
  const [forLeft, forRight] = [(inner / 4) * line + 64, (filters / 4) * line + 64];
  const size = 4 * inner * filters + APART;
  const forSums = elements ** 2 * size;
  const forPatches = patchBytes(plan, 2);
  const forAll = elements ** 2 * (forLeft + forRight);
  const isWide = !isAsGiven(widened);
  const forWide = isWide ? widenedBytes(widened) : 0;
  // Patches that hang over the edge meet zeros there.
  const whole = { height: outputs * tiles.height, width: outputs * tiles.width, top: 0, left: 0 };
  const isCut = whole.height !== outHeight || whole.width !== outWidth;
  const ofDy = stridesOf(whole.height, whole.width, filters);
  const forDy = isCut ? batchSize * ofDy.image : 0;
  const sums = machine.reserve(forSums + forAll + forPatches + forWide + forDy);
  const left = sums + forSums;
  const right = left + elements ** 2 * forLeft;
  const wide = sums + forSums + forAll + forPatches;
  const { output } = places;
  const dy = isCut ? wide + forWide : places.dy;
  if (isCut) {
    const shape = { count: batchSize, height: outHeight, width: outWidth, channels: filters };
    machine.zero(dy, forDy);
    fillFrames(machine, { at: places.dy, ...shape }, whole, dy, 0, batchSize);
  }
  machine.zero(sums, forSums);
  const of = framesOf(plan);
  const tables = [
    [scaled(of, plan.step), inOrder(plan, 16)],
    [scaled(ofDy, outputs), inOrder(plan, 16)],
  ] as const;
  const { run } = machine;
  const [back, finish] = [run[`outputBack${form}`], run[`filterBack${form}`]];
  forSome(machine, sums + forSums + forAll, plan, most, tables, (some) => {
    const { count, from, image, first } = some;
    const [reads = 0, readsDy = 0] = some.tables;
    viewsOf(kind, parts).forEach(({ corner: [row, column], input }, i) => {
      const corner = from + row * of.row + column * of.column;
      const to = left + (i * channels * line) / 4 - 16 * first;
      const strides = [stride * of.row, stride * of.column, to, elements * forLeft, forLeft];
      run[input](reads, count, corner, ...strides, channels / 4, line);
    });
    const begin = dy + image * ofDy.image;
    const to = right - 16 * first;
    const strides = [ofDy.row, ofDy.column, to, elements * forRight, forRight];
    back(readsDy, count, begin, ...strides, filters / 4, line);
    for (const share of sharesOf({ form, parts })) {
      const row = share.first * channels;
      const e = share.row * elements + share.column;
      const a = left + e * forLeft + (row / 4) * line;
      const groups = (share.count * channels) / 4;
      const grid = [share.rows, share.columns] as const;
      const down = [elements * forLeft, elements * forRight, elements * size] as const;
      const steps = [...grid, ...down, forLeft, forRight, size] as const;
      const eights = filters >> 3;
      for (const [some, width, j] of [
        [eights, 8, 0],
        [(filters & 7) / 4, 4, 8 * eights],
      ] as const) {
        if (some === 0) continue;
        const b = right + e * forRight + (j / 4) * line;
        const c = sums + e * size + 4 * row * filters + 4 * j;
        const panel = [some, (width / 4) * line, 4 * width] as const;
        const gather = run[`gather${width}Each`];
        gather(groups, line, count, a, b, line, c, 4 * filters, ...panel, ...steps);
      }
    }
  });
  // The first entry of a table is zeros.
  const origin = sums + forSums + forAll;
  const part = 4 * channels * filters;
  parts.forEach(({ first, row, column }, i) => {
    const from = sums + i * part;
    const to = (isWide ? wide : output) + first;
    const strides = [elements * size, size, to, row, column];
    finish(origin, 1, from, ...strides, part / 16, 16);
  });
  if (isWide) narrow(machine, widened, wide, output);
  return true;
}

export interface Places {
  readonly x: number;
  readonly dy: number;
  readonly output: number;
}
