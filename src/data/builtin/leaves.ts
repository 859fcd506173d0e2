/** Foliage: many leaves over each other, darker the deeper they lie, of one season, here and there a flower. */

import type { Random } from '../random.ts';
import { type Canvas, paint, wash } from './draw/canvas.ts';
import { between, type Color, hex, hsl, pick, shade, varied } from './draw/color.ts';
import { circle, ellipse, type Point, placed, stroke } from './draw/outline.ts';

const GREENS: [Color, ...Color[]] = [hex('#2f6b2c'), hex('#4d8f35'), hex('#86b34a')];
const AUTUMN: [Color, ...Color[]] = [
  hex('#8a2f1f'),
  hex('#d2691e'),
  hex('#e6b13a'),
  hex('#7f8a35'),
];
const BLUISH: [Color, ...Color[]] = [hex('#2b5d5a'), hex('#4c8577'), hex('#9cc2a5')];

export function drawLeaves(random: Random, canvas: Canvas): void {
  const colors = pick([GREENS, GREENS, AUTUMN, BLUISH], random);
  const [length, slim] = [random.between(0.055, 0.1), random.between(0.35, 0.6)];
  const count = Math.round(1.1 / (length * length * slim));
  const petal = hsl(random.uniform(), 0.85, 0.68);
  const flowers = random.below(8);
  wash(canvas, shade(colors[0], 0.25));
  for (let k = 0; k < count; k++) {
    const [x, y] = [random.between(-0.05, 1.05), random.between(-0.05, 1.05)];
    const turn = random.between(0, 2 * Math.PI);
    const color = shade(varied(between(colors, random), 0.03, random), 0.35 + (0.75 * k) / count);
    const at = (t: number): Point => [
      x + t * length * Math.cos(turn),
      y + t * length * Math.sin(turn),
    ];
    const leaf = placed(ellipse(0, 0, 1, slim), x, y, length, turn);
    paint(canvas, leaf, shade(color, 1.2), { bottom: shade(color, 0.7) });
    paint(canvas, stroke([at(-0.95), at(0.9)], 0.004), shade(color, 0.55));
  }
  for (let k = 0; k < flowers; k++) {
    const [x, y, size] = [random.uniform(), random.uniform(), random.between(0.025, 0.045)];
    for (let leaf = 0; leaf < 5; leaf++) {
      const angle = (leaf / 5) * 2 * Math.PI;
      paint(
        canvas,
        circle(x + size * Math.cos(angle), y + size * Math.sin(angle), size * 0.65),
        petal,
        {
          bottom: shade(petal, 0.85),
        },
      );
    }
    paint(canvas, circle(x, y, size * 0.5), hex('#f6d24a'));
  }
}
