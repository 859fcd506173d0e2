/** Pages of drawn digits in rows, on paper of some color, as fine detail that has to be sharp to be read. */

import type { Random } from '../random.ts';
import { type Canvas, paint, wash } from './draw/canvas.ts';
import { hsl, shade } from './draw/color.ts';
import { type Point, stroke } from './draw/outline.ts';
import { GLYPHS } from './glyphs.ts';

export function drawWriting(random: Random, canvas: Canvas): void {
  const hue = random.uniform();
  const isDark = random.uniform() < 0.35;
  const paper = hsl(hue, random.between(0.1, 0.5), isDark ? 0.16 : 0.9);
  const ink = hsl(hue + random.between(0.3, 0.7), 0.7, isDark ? 0.75 : 0.24);
  wash(canvas, paper, shade(paper, 0.9));
  const rows = 4 + random.below(4);
  const height = 0.94 / rows;
  const width = height * random.between(0.6, 0.75);
  const slant = random.between(-0.25, 0.25);
  const pen = height * random.between(0.045, 0.075);
  const sheetLine = shade(paper, isDark ? 1.5 : 0.82);
  for (let row = 0; row < rows; row++) {
    const top = 0.03 + row * height;
    const base = top + height * 0.88;
    paint(
      canvas,
      stroke(
        [
          [0.02, base],
          [0.98, base],
        ],
        0.003,
      ),
      sheetLine,
    );
    for (let x = 0.05; x + width < 0.98; x += width * random.between(0.95, 1.2)) {
      if (random.uniform() < 0.1) continue;
      const variants = GLYPHS[random.below(10)] ?? [];
      const glyph = variants[random.below(variants.length)] ?? [];
      const size = height * random.between(0.66, 0.74);
      for (const line of glyph) {
        const points = line.map(
          (point): Point => [
            x + (point.x / 100) * width * 0.8 + slant * (1 - point.y / 100) * size * 0.6,
            base - (1 - point.y / 100) * size,
          ],
        );
        paint(canvas, stroke(points, pen), ink);
      }
    }
  }
}
