/**
 * Linear maps along one axis of an image, as sparse tables: what each element of the output sums. Upsampling, average
 * pooling, blurring and padding are one such table for rows and one for columns; `Ops.resample` runs them.
 */

/** Element of the input, and its factor. */
export type Tap = readonly [index: number, weight: number];

export interface Taps {
  /** Of the input. */
  readonly length: number;
  /** What each element of the output sums. */
  readonly outputs: readonly (readonly Tap[])[];
}

/** Every element `factor` times. */
export function repeated(length: number, factor: number): Taps {
  return table(length, length * factor, (at) => [[Math.floor(at / factor), 1]]);
}

/** With `step` − 1 zeros between neighbours. */
export function spaced(length: number, step: number): Taps {
  return table(length, (length - 1) * step + 1, (at) => (at % step === 0 ? [[at / step, 1]] : []));
}

/** Between the centres of neighbours, edges held: PyTorch's `align_corners=False`; aligned, between the first and the last. */
export function interpolated(length: number, factor: number, isAligned = false): Taps {
  const size = length * factor;
  return table(length, size, (at) => {
    const place = isAligned
      ? (at * (length - 1)) / Math.max(size - 1, 1)
      : Math.max((at + 0.5) / factor - 0.5, 0);
    const low = Math.floor(place);
    const share = place - low;
    return share === 0 || low + 1 >= length
      ? [[low, 1]]
      : [
          [low, 1 - share],
          [low + 1, share],
        ];
  });
}

/** Every `gap`th element of a padded axis as an axis of its own, of which phase r begins at element r. */
export interface Phases {
  readonly gap: number;
  /** Zeros before the first element. */
  readonly before: number;
  /** How many there are. */
  readonly count: number;
  /** Elements that are read of each, and made of each. */
  readonly read: number;
  readonly made: number;
  /** Elements of the result. */
  readonly length: number;
}

/** All of phase 0, then all of phase 1. */
export function intoPhases(length: number, { gap, before, count, read }: Phases): Taps {
  return table(length, count * read, (at) => {
    const index = (at % read) * gap + Math.floor(at / read) - before;
    return index >= 0 && index < length ? [[index, 1]] : [];
  });
}

export function fromPhases({ gap, count, made, length }: Phases): Taps {
  return table(count * made, length, (at) => [[(at % gap) * made + Math.floor(at / gap), 1]]);
}

export interface Windows {
  /** How many there are. */
  readonly count: number;
  readonly stride: number;
  /** Elements of padding before the first. */
  readonly before: number;
  /** One weight for each element of the window. */
  readonly weights: readonly number[];
  /** Windows that reach into the padding are weighted up by what they miss; else the padding counts as zeros. */
  readonly isRenormalized?: boolean;
}

/** A weighted sum over each window. */
export function windows(length: number, windows: Windows): Taps {
  const { count, stride, before, weights, isRenormalized = false } = windows;
  return table(length, count, (at) => {
    const inside = weights
      .map((weight, k): Tap => [at * stride - before + k, weight])
      .filter(([index]) => index >= 0 && index < length);
    if (!isRenormalized) return inside;
    const total = inside.reduce((sum, [, weight]) => sum + weight, 0);
    return inside.map(([index, weight]): Tap => [index, weight / total]);
  });
}

/** More elements at both ends: the first and last again, or the inner ones mirrored at them. */
export function extended(
  length: number,
  before: number,
  after: number,
  mode: 'reflect' | 'replicate',
): Taps {
  const last = length - 1;
  return table(length, before + length + after, (at) => {
    const place = at - before;
    if (mode === 'replicate') return [[Math.min(Math.max(place, 0), last), 1]];
    const mirrored = Math.abs(place);
    return [[mirrored > last ? 2 * last - mirrored : mirrored, 1]];
  });
}

/** The transposed map: what carries gradients back. */
export function adjoint({ length, outputs }: Taps): Taps {
  const back: Tap[][] = Array.from({ length }, () => []);
  outputs.forEach((taps, at) => {
    for (const [index, weight] of taps) back[index]?.push([at, weight]);
  });
  return { length: outputs.length, outputs: back };
}

function table(length: number, size: number, tapsOf: (at: number) => readonly Tap[]): Taps {
  return { length, outputs: Array.from({ length: size }, (_, at) => tapsOf(at)) };
}
