/** Weights of a layer as pictures: the filters of a convolution, or what joins each input to each output as one matrix. */
import type { Samples } from '../metrics/samples.ts';
import { grayTiles, type Tiles } from './tiles.ts';

export interface Filters {
  readonly form: 'filters' | 'matrix';
  readonly tiles: Tiles;
  readonly columns: number;
}

/** Of filters: outputs and inputs. */
const MOST_FILTERS = [16, 8] as const;
/** Of a matrix: inputs and outputs. */
const MOST_WEIGHTS = [128, 128] as const;

/**
 * The first weights that can be seen so; null where a layer has none.
 * @param isTransposed its kernel has outputs before inputs, as transposed convolutions store them
 */
export function weightTiles(weights: Iterable<Samples>, isTransposed: boolean): Filters | null {
  for (const weight of weights) {
    const found = weight.shape.length === 4 ? filters(weight, isTransposed) : matrix(weight);
    if (found) return found;
  }
  return null;
}

/** A kernel [h, w, in, out]: a line for each output, a tile for each input. */
function filters({ values, shape }: Samples, isTransposed: boolean): Filters {
  const [height = 0, width = 0, third = 0, fourth = 0] = shape;
  const [from, to] = isTransposed ? [fourth, third] : [third, fourth];
  const [lines, columns] = [Math.min(to, MOST_FILTERS[0]), Math.min(from, MOST_FILTERS[1])];
  const at = (output: number, input: number) =>
    isTransposed ? output * fourth + input : input * fourth + output;
  const planes = Array.from({ length: lines * columns }, (_, i) => {
    const own = at(Math.floor(i / columns), i % columns);
    return Float32Array.from(
      { length: height * width },
      (_, p) => values[p * third * fourth + own] ?? 0,
    );
  });
  return { form: 'filters', tiles: grayTiles(planes, width, true), columns };
}

function matrix({ values, shape }: Samples): Filters | null {
  const [from = 0, to = 0] = shape;
  if (shape.length !== 2) return null;
  const [height, width] = [Math.min(from, MOST_WEIGHTS[0]), Math.min(to, MOST_WEIGHTS[1])];
  const plane = Float32Array.from(
    { length: height * width },
    (_, i) => values[Math.floor(i / width) * to + (i % width)] ?? 0,
  );
  return { form: 'matrix', tiles: grayTiles([plane], width), columns: 1 };
}
