/**
 * Built-in data: two unpaired domains of landscapes, 128 × 128: A in summer, B in winter. Every item is a place of its own,
 * so no item of A has its like in B; what the two share is how places are made.
 */
import type { ImageDataset } from '../dataset.ts';
import { createRandom } from '../random.ts';
import { createCanvas, store } from './draw/canvas.ts';
import { drawLandscape } from './draw-landscape.ts';

const COUNT = 360;
const SIDE = 128;

export function generateSeasons(seed: number): ImageDataset {
  const pixels = new Uint8Array(2 * COUNT * SIDE * SIDE * 3);
  const canvas = createCanvas(SIDE);
  for (let i = 0; i < 2 * COUNT; i++) {
    const season = i < COUNT ? 'summer' : 'winter';
    drawLandscape(season, createRandom(seed, 0x5ea5, i), canvas);
    store(canvas, pixels, i);
  }
  return {
    type: 'images',
    name: 'Seasons',
    count: 2 * COUNT,
    height: SIDE,
    width: SIDE,
    channels: 3,
    pixels,
    arrangement: {
      type: 'domains',
      a: { start: 0, end: COUNT },
      b: { start: COUNT, end: 2 * COUNT },
      names: ['Summer', 'Winter'],
    },
  };
}
