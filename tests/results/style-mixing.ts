/**
 * What the styles of B change in images of A, by scale: the layout (gray, 8×8), the mean color, the detail (gray, what
 * 8×8 does not hold). Given as shares of how far A and B themselves are apart. Layouts are apart by how little one
 * follows the other, whatever its contrast, which belongs to the colors: a figure stays one in negative.
 */
import { countOf, type Samples } from '../../src/runtime/metrics/samples.ts';
import type { OpenRun } from './open-run.ts';

const COUNT = 64;
const GRID = 8;
const ROWS = ['imageA.out', 'imageB.out', 'mixedCoarse.out', 'mixedFine.out'] as const;

interface Parts {
  readonly layout: Float64Array;
  readonly color: Float64Array;
  readonly detail: Float64Array;
}

export async function styleMixing(run: OpenRun): Promise<Record<string, number>> {
  const [a, b, coarse, fine] = (await run.collect('mixes', ROWS, COUNT)).map(partsOf);
  if (!a || !b || !coarse || !fine) throw new Error('the run shows no style mixing');
  const shares = (mixed: Parts, name: string): [string, number][] => [
    [`layout${name}`, unlikeness(a.layout, mixed.layout) / unlikeness(a.layout, b.layout)],
    [`color${name}`, distance(a.color, mixed.color) / distance(a.color, b.color)],
    [`detail${name}`, distance(a.detail, mixed.detail) / distance(a.detail, b.detail)],
  ];
  const values = Object.fromEntries([...shares(coarse, 'Coarse'), ...shares(fine, 'Fine')]);
  return {
    ...values,
    layoutCoarseByFine: (values.layoutCoarse ?? 0) / (values.layoutFine ?? 0),
    detailCoarseByFine: (values.detailCoarse ?? 0) / (values.detailFine ?? 0),
  };
}

export function partsOf(samples: Samples): Parts {
  const [height = 1, width = 1, channels = 1] = samples.shape;
  const count = countOf(samples);
  const layout = new Float64Array(count * GRID * GRID);
  const color = new Float64Array(count * channels);
  const detail = new Float64Array(count * height * width);
  const pixels = height * width;
  const cell = (p: number) =>
    Math.floor((Math.floor(p / width) * GRID) / height) * GRID +
    Math.floor(((p % width) * GRID) / width);
  for (let n = 0; n < count; n++) {
    let mean = 0;
    for (let p = 0; p < pixels; p++) {
      let gray = 0;
      for (let c = 0; c < channels; c++) {
        const value = samples.values[(n * pixels + p) * channels + c] ?? 0;
        color[n * channels + c] = (color[n * channels + c] ?? 0) + value / pixels;
        gray += value / channels;
      }
      detail[n * pixels + p] = gray;
      mean += gray / pixels;
      const at = n * GRID * GRID + cell(p);
      layout[at] = (layout[at] ?? 0) + (gray * GRID * GRID) / pixels;
    }
    for (let p = 0; p < pixels; p++) {
      const at = n * pixels + p;
      detail[at] = (detail[at] ?? 0) - (layout[n * GRID * GRID + cell(p)] ?? 0);
    }
    for (let i = 0; i < GRID * GRID; i++) {
      layout[n * GRID * GRID + i] = (layout[n * GRID * GRID + i] ?? 0) - mean;
    }
  }
  return { layout, color, detail };
}

/** Root mean square. */
function distance(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0) / a.length);
}

/** One less the squared correlation of two layouts, over all images in the mean: 0 to 1. */
export function unlikeness(a: Float64Array, b: Float64Array): number {
  const size = GRID * GRID;
  const count = a.length / size;
  let sum = 0;
  for (let n = 0; n < count; n++) {
    let [ab, aa, bb] = [0, 0, 0];
    for (let i = n * size; i < (n + 1) * size; i++) {
      const [x = 0, y = 0] = [a[i], b[i]];
      ab += x * y;
      aa += x * x;
      bb += y * y;
    }
    sum += aa > 0 && bb > 0 ? 1 - ab ** 2 / (aa * bb) : 1;
  }
  return sum / count;
}
