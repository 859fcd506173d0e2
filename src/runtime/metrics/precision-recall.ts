/**
 * Improved precision and recall (Kynkäänniemi et al., 2019): a set of features is taken to cover the balls around its
 * vectors that reach to their third nearest neighbours in the set.
 */
import { createPause, type Pause } from './pause.ts';

const NEIGHBOURS = 3;

export interface PrecisionRecall {
  /** Share of generated samples in a ball of a real one. */
  readonly precision: number;
  /** Share of real samples in a ball of a generated one. */
  readonly recall: number;
}

/** Both hold vectors of `dimensions` numbers, two or more. The time grows with the square of the samples. */
export async function precisionRecall(
  real: Float32Array,
  generated: Float32Array,
  dimensions: number,
  pause: Pause = createPause(),
): Promise<PrecisionRecall> {
  const reach = async (set: Float32Array) => reachOf(set, dimensions, pause);
  return {
    precision: await covered(generated, real, await reach(real), dimensions, pause),
    recall: await covered(real, generated, await reach(generated), dimensions, pause),
  };
}

/** Of each vector the squared distance to its third nearest neighbour, itself not counted. */
async function reachOf(set: Float32Array, n: number, pause: Pause): Promise<Float64Array> {
  const count = set.length / n;
  const wanted = Math.min(NEIGHBOURS, count - 1);
  const reach = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const nearest = new Float64Array(wanted).fill(Number.POSITIVE_INFINITY);
    for (let j = 0; j < count; j++) {
      if (j === i) continue;
      const distance = squaredDistance(set, i, set, j, n);
      if (!(distance < (nearest[wanted - 1] as number))) continue;
      nearest[wanted - 1] = distance;
      nearest.sort();
    }
    reach[i] = nearest[wanted - 1] as number;
    await pause();
  }
  return reach;
}

async function covered(
  set: Float32Array,
  centres: Float32Array,
  reach: Float64Array,
  n: number,
  pause: Pause,
): Promise<number> {
  const count = set.length / n;
  let inside = 0;
  for (let i = 0; i < count; i++) {
    if (reach.some((radius, j) => squaredDistance(set, i, centres, j, n) <= radius)) inside += 1;
    await pause();
  }
  return inside / count;
}

function squaredDistance(a: Float32Array, i: number, b: Float32Array, j: number, n: number) {
  let sum = 0;
  for (let k = 0; k < n; k++) {
    const difference = (a[i * n + k] as number) - (b[j * n + k] as number);
    sum += difference * difference;
  }
  return sum;
}
