/**
 * Generated data in the plane, each within about two units of the origin: mixtures whose modes can be
 * counted, and a curve.
 */
import type { PointDataset } from '../dataset.ts';
import { createRandom } from '../random.ts';

const COUNT = 20_000;

/** Eight Gaussians on a circle of radius 2, standard deviation 0.02. */
export function generateRings(seed: number): PointDataset {
  const centres = Array.from({ length: 8 }, (_, k): readonly [number, number] => {
    const angle = (k / 8) * 2 * Math.PI;
    return [2 * Math.cos(angle), 2 * Math.sin(angle)];
  });
  return mixture('Ring of eight Gaussians', centres, 0.02, seed);
}

/** Twenty-five Gaussians on a 5 × 5 grid from −2 to 2, standard deviation 0.05. */
export function generateGrid(seed: number): PointDataset {
  const centres = Array.from({ length: 25 }, (_, k): readonly [number, number] => [
    (k % 5) - 2,
    Math.floor(k / 5) - 2,
  ]);
  return mixture('Grid of 25 Gaussians', centres, 0.05, seed);
}

/** A spiral of one and a half turns, thickened by noise of deviation 0.04. */
export function generateSwissRoll(seed: number): PointDataset {
  const random = createRandom(seed, 0x2d);
  const points = new Float32Array(COUNT * 2);
  for (let i = 0; i < COUNT; i++) {
    const angle = 1.5 * Math.PI * (1 + 2 * random.uniform());
    const radius = (2 * angle) / (4.5 * Math.PI);
    points[2 * i] = radius * Math.cos(angle) + 0.04 * random.normal();
    points[2 * i + 1] = radius * Math.sin(angle) + 0.04 * random.normal();
  }
  return { type: 'points', name: 'Swiss roll', count: COUNT, dimensions: 2, points };
}

function mixture(
  name: string,
  centres: readonly (readonly [number, number])[],
  stdDev: number,
  seed: number,
): PointDataset {
  const random = createRandom(seed, 0x2d);
  const points = new Float32Array(COUNT * 2);
  for (let i = 0; i < COUNT; i++) {
    const [x, y] = centres[i % centres.length] ?? [0, 0];
    points[2 * i] = x + stdDev * random.normal();
    points[2 * i + 1] = y + stdDev * random.normal();
  }
  return {
    type: 'points',
    name,
    count: COUNT,
    dimensions: 2,
    points,
    modes: { centres, stdDev },
  };
}
