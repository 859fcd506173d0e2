/**
 * Built-in data: pairs, 64 × 64. A is a line drawing of a thing, B the same thing in colour. What a thing is, and what its
 * lines show, settles its colours but for a little, so that they can be learned.
 */
import type { ImageDataset } from '../dataset.ts';
import { createRandom } from '../random.ts';
import { type Canvas, createCanvas, paint, store, wash } from './draw/canvas.ts';
import { shade, varied } from './draw/color.ts';
import { edge, placed } from './draw/outline.ts';
import type { Thing } from './thing.ts';
import { fish, flower, mushroom } from './things-grown.ts';
import { bag, boat, car, house, mug } from './things-made.ts';

const COUNT = 1600;
const SIDE = 64;
/** A little more than a pixel. */
const LINE = 0.022;

const SORTS = [fish, house, bag, mug, car, flower, boat, mushroom];

export function generateOutlines(seed: number): ImageDataset {
  const pixels = new Uint8Array(COUNT * SIDE * SIDE * 3);
  const second = new Uint8Array(pixels.length);
  const canvas = createCanvas(SIDE);
  for (let i = 0; i < COUNT; i++) {
    const random = createRandom(seed, 0x0071, i);
    const thing = (SORTS[i % SORTS.length] ?? fish)(random);
    const scale = random.between(0.36, 0.43);
    const room = 0.48 - scale;
    const at = { x: 0.5 + random.between(-room, room), y: 0.5 + random.between(-room, room) };
    const parts = thing.parts.map((part) => ({
      color: varied(part.color, 0.025, random),
      outline: placed(part.outline, at.x, at.y, scale, thing.turn),
    }));
    drawLines({ ...thing, parts }, canvas);
    store(canvas, pixels, i);
    drawColors({ ...thing, parts }, canvas);
    store(canvas, second, i);
  }
  return {
    type: 'images',
    name: 'Outlines',
    count: COUNT,
    height: SIDE,
    width: SIDE,
    channels: 3,
    pixels,
    arrangement: { type: 'pairs', second, names: ['Outline', 'Picture'] },
  };
}

/** Each part hides the lines of those behind it. */
function drawLines({ parts }: Thing, canvas: Canvas): void {
  wash(canvas, [1, 1, 1]);
  for (const { outline } of parts) {
    paint(canvas, outline, [1, 1, 1]);
    paint(canvas, edge(outline, LINE), [0.05, 0.05, 0.05]);
  }
}

function drawColors({ sky, parts }: Thing, canvas: Canvas): void {
  wash(canvas, sky[0], sky[1]);
  for (const { outline, color } of parts) {
    paint(canvas, outline, shade(color, 1.06), { bottom: shade(color, 0.82) });
    paint(canvas, edge(outline, LINE), shade(color, 0.45));
  }
}
