/** How a generator of points fares on a mixture of Gaussians: which modes it hits, and how many samples are good ones. */

type Point = readonly [number, number];

export interface Modes {
  readonly centres: readonly Point[];
  readonly stdDev: number;
}

export interface Coverage {
  /** Modes that are nearest to at least one good sample. */
  readonly modes: number;
  readonly totalModes: number;
  /** Share of samples within three standard deviations of their nearest mode. */
  readonly highQuality: number;
}

/** `points`: x, y interleaved. */
export function modeCoverage(points: Float32Array, { centres, stdDev }: Modes): Coverage {
  const hit = new Set<number>();
  const count = points.length / 2;
  let good = 0;
  for (let i = 0; i < count; i++) {
    const x = points[2 * i] as number;
    const y = points[2 * i + 1] as number;
    let nearest = -1;
    let distance = Number.POSITIVE_INFINITY;
    centres.forEach(([cx, cy], mode) => {
      const d = Math.hypot(x - cx, y - cy);
      if (d < distance) {
        distance = d;
        nearest = mode;
      }
    });
    if (distance <= 3 * stdDev) {
      good += 1;
      hit.add(nearest);
    }
  }
  return {
    modes: hit.size,
    totalModes: centres.length,
    highQuality: count === 0 ? 0 : good / count,
  };
}
