/**
 * Built-in data: cartoon faces in colour, 64 × 64. Everything about a face is a number or a choice of its own (skin, hair,
 * eyes, mouth, glasses, hat, ground), so that there is much to mix and to walk between. The class says glasses and hat.
 */

import type { ImageDataset } from '../dataset.ts';
import { createRandom } from '../random.ts';
import { BUILTIN_CLASSES } from './class-names.ts';
import { createCanvas, store } from './draw/canvas.ts';
import { drawFace } from './draw-face.ts';
import { createFace } from './face.ts';

const COUNT = 3000;
const SIDE = 64;

export function generateFaces(seed: number): ImageDataset {
  const pixels = new Uint8Array(COUNT * SIDE * SIDE * 3);
  const labels = new Uint8Array(COUNT);
  const canvas = createCanvas(SIDE);
  for (let i = 0; i < COUNT; i++) {
    const label = i % 4;
    labels[i] = label;
    drawFace(createFace(label, createRandom(seed, 0xface, i)), canvas);
    store(canvas, pixels, i);
  }
  return {
    type: 'images',
    name: 'Faces',
    count: COUNT,
    height: SIDE,
    width: SIDE,
    channels: 3,
    pixels,
    labels,
    classNames: BUILTIN_CLASSES.faces,
  };
}
