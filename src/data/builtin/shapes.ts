/** Built-in data: ten classes of shapes in colour, 32 × 32; place, size, turn, colours and background are the picture's own. */
import type { ImageDataset } from '../dataset.ts';
import { createRandom, type Random } from '../random.ts';
import { BUILTIN_CLASSES } from './class-names.ts';
import { type Canvas, createCanvas, paint, store, wash } from './draw/canvas.ts';
import { hsl } from './draw/color.ts';
import {
  circle,
  edge,
  type Outline,
  type Point,
  placed,
  polygon,
  roundedBox,
  without,
} from './draw/outline.ts';

const COUNT = 6000;
const SIDE = 32;
const NAMES = BUILTIN_CLASSES.shapes;

/** Each about one unit large around the origin. */
const OUTLINES: Readonly<Record<(typeof NAMES)[number], Outline>> = {
  circle: circle(0, 0, 0.9),
  square: roundedBox(-0.78, -0.78, 0.78, 0.78, 0.06),
  triangle: polygon(regular(3, 1)),
  star: polygon(regular(10, 1.05, 0.45)),
  ring: edge(circle(0, 0, 0.7), 0.36),
  cross: polygon(cross(0.92, 0.3)),
  hexagon: polygon(regular(6, 0.95)),
  heart: polygon(heart()),
  moon: without(circle(0, 0, 0.95), circle(0.48, -0.1, 0.75)),
  arrow: polygon(arrow()),
};

export function generateShapes(seed: number): ImageDataset {
  const pixels = new Uint8Array(COUNT * SIDE * SIDE * 3);
  const labels = new Uint8Array(COUNT);
  const canvas = createCanvas(SIDE);
  for (let i = 0; i < COUNT; i++) {
    const label = i % NAMES.length;
    labels[i] = label;
    draw(label, createRandom(seed, 0x5a9e, i), canvas);
    store(canvas, pixels, i);
  }
  return {
    type: 'images',
    name: 'Shapes',
    count: COUNT,
    height: SIDE,
    width: SIDE,
    channels: 3,
    pixels,
    labels,
    classNames: NAMES,
  };
}

function draw(label: number, random: Random, canvas: Canvas): void {
  const name = NAMES[label];
  if (name === undefined) throw new Error(`internal: there is no shape number ${label}`);
  const hue = random.uniform();
  const isDark = random.uniform() < 0.5;
  drawBackground(hue, isDark, random, canvas);
  const outline = OUTLINES[name];
  const scale = random.between(0.2, 0.4);
  const room = 0.5 - scale * 0.92;
  const [x, y] = [0.5 + random.between(-room, room), 0.5 + random.between(-room, room)];
  // A heart upside down is no heart.
  const reach = name === 'heart' ? 0.5 : Math.PI;
  const turn = random.between(-reach, reach);
  paint(canvas, placed(outline, x + 0.025, y + 0.035, scale, turn), [0, 0, 0], {
    opacity: 0.22,
    softness: 2.5,
  });
  // At least a quarter of the wheel from the background's hue, and light where that is dark.
  const own = hue + random.between(0.25, 0.75);
  const lightness = isDark ? random.between(0.55, 0.78) : random.between(0.28, 0.5);
  paint(canvas, placed(outline, x, y, scale, turn), hsl(own, 0.85, lightness + 0.06), {
    bottom: hsl(own + 0.03, 0.85, lightness - 0.08),
  });
}

function drawBackground(hue: number, isDark: boolean, random: Random, canvas: Canvas): void {
  const lightness = isDark ? random.between(0.12, 0.32) : random.between(0.74, 0.92);
  const saturation = random.between(0.15, 0.7);
  const drift = random.between(-0.08, 0.08);
  const fall = random.between(-0.08, 0.08);
  wash(
    canvas,
    hsl(hue, saturation, lightness + fall),
    hsl(hue + drift, saturation, lightness - fall),
  );
}

function regular(corners: number, radius: number, inner = radius): Point[] {
  return Array.from({ length: corners }, (_, k): Point => {
    const angle = (k / corners) * 2 * Math.PI - Math.PI / 2;
    const reach = k % 2 === 0 ? radius : inner;
    return [reach * Math.cos(angle), reach * Math.sin(angle)];
  });
}

function cross(long: number, half: number): Point[] {
  const quarter: readonly Point[] = [
    [half, -long],
    [half, -half],
    [long, -half],
  ];
  return [0, 1, 2, 3].flatMap((turns) =>
    quarter.map(([x, y]): Point => {
      const [cos, sin] = [[1, 0, -1, 0][turns] ?? 0, [0, 1, 0, -1][turns] ?? 0];
      return [cos * x - sin * y, sin * x + cos * y];
    }),
  );
}

function heart(): Point[] {
  return Array.from({ length: 30 }, (_, k): Point => {
    const t = (k / 30) * 2 * Math.PI;
    const x = 16 * Math.sin(t) ** 3;
    const y = 13 * Math.cos(t) - 5 * Math.cos(2 * t) - 2 * Math.cos(3 * t) - Math.cos(4 * t);
    return [x / 16.5, -(y + 2.5) / 15.5];
  });
}

function arrow(): Point[] {
  return [
    [1.02, 0],
    [0.2, -0.72],
    [0.2, -0.28],
    [-0.95, -0.28],
    [-0.95, 0.28],
    [0.2, 0.28],
    [0.2, 0.72],
  ];
}
