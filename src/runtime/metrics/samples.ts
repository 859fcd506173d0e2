/** Samples as metrics get them: numbers read back from the device, and what one sample looks like. */
import type { Images } from './pyramid.ts';

export interface Samples {
  /** count × shape. */
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

/** Numbers in one sample. */
export function sizeOfOne({ shape }: Samples): number {
  return shape.reduce((product, axis) => product * axis, 1);
}

export function countOf(samples: Samples): number {
  return samples.values.length / sizeOfOne(samples);
}

export function imagesOf(samples: Samples): Images {
  const [height = 1, width = 1, channels = 1] = samples.shape;
  return { values: samples.values, count: countOf(samples), height, width, channels };
}

/** One after the other; of equal shape. */
export function joined(parts: readonly Samples[]): Samples {
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.values.length, 0));
  let offset = 0;
  for (const part of parts) {
    values.set(part.values, offset);
    offset += part.values.length;
  }
  return { values, shape: parts[0]?.shape ?? [] };
}
