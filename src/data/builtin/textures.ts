/**
 * Built-in data: pictures full of fine detail, 96 × 96, such as a network for more resolution has to invent: bricks, weave,
 * wood, scales, pebbles, stripes,
 * tiles, leaves, writing.
 */
import type { ImageDataset } from '../dataset.ts';
import { createRandom, type Random } from '../random.ts';
import { type Canvas, createCanvas, store } from './draw/canvas.ts';
import { drawLeaves } from './leaves.ts';
import type { Texture } from './texture.ts';
import { bricks, pebbles, scales, tiles } from './texture-stones.ts';
import { stripes, weave, wood } from './texture-threads.ts';
import { drawWriting } from './writing.ts';

const COUNT = 540;
const SIDE = 96;
/** Samples of a pixel in each direction, so that fine lines do not break up. */
const SAMPLES = 2;

type Drawing = (random: Random, canvas: Canvas) => void;

const DRAWINGS: readonly Drawing[] = [
  ...[bricks, weave, pebbles, wood, scales, stripes, tiles].map(
    (make): Drawing =>
      (random, canvas) =>
        fill(make(random), random, canvas),
  ),
  drawLeaves,
  drawWriting,
];

export function generateTextures(seed: number): ImageDataset {
  const pixels = new Uint8Array(COUNT * SIDE * SIDE * 3);
  const canvas = createCanvas(SIDE);
  for (let i = 0; i < COUNT; i++) {
    const random = createRandom(seed, 0x7e77, i);
    DRAWINGS[i % DRAWINGS.length]?.(random, canvas);
    store(canvas, pixels, i);
  }
  return {
    type: 'images',
    name: 'Textures',
    count: COUNT,
    height: SIDE,
    width: SIDE,
    channels: 3,
    pixels,
  };
}

/** The texture seen turned, from nearer or farther, and lit unevenly. */
function fill({ at, turn }: Texture, random: Random, { side, rgb }: Canvas): void {
  const angle = random.between(-turn, turn);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [left, top] = [random.between(0, 50), random.between(0, 50)];
  const glow = random.between(-0.25, 0.25);
  const color: [number, number, number] = [0, 0, 0];
  const share = 1 / SAMPLES ** 2;
  rgb.fill(0);
  for (let y = 0; y < side * SAMPLES; y++)
    for (let x = 0; x < side * SAMPLES; x++) {
      const u = (x + 0.5) / (side * SAMPLES) - 0.5;
      const v = (y + 0.5) / (side * SAMPLES) - 0.5;
      at(cos * u - sin * v + left, sin * u + cos * v + top, color);
      const light = share * (1 + glow * (u + v));
      const pixel = 3 * (((y / SAMPLES) | 0) * side + ((x / SAMPLES) | 0));
      for (let c = 0; c < 3; c++) rgb[pixel + c] = (rgb[pixel + c] ?? 0) + light * (color[c] ?? 0);
    }
}
