/** A fish, a flower, a mushroom: what a line drawing shows of them settles their colours. */

import type { Random } from '../random.ts';
import { hex } from './draw/color.ts';
import { both, circle, ellipse, placed, polygon, roundedBox, stroke } from './draw/outline.ts';
import { part, type Thing } from './thing.ts';

export function fish(random: Random): Thing {
  const [length, height] = [random.between(0.6, 0.75), random.between(0.32, 0.55)];
  const stripes = random.below(4);
  const body = ellipse(-0.15, 0, length, height);
  const color = ['#f28c28', '#f2c230', '#e2574c', '#f07ba8'][stripes] ?? '#f28c28';
  const tail = random.between(0.3, 0.48);
  return {
    sky: [hex('#8fd6ee'), hex('#2f86bf')],
    turn: random.between(-0.25, 0.25),
    parts: [
      part(
        polygon([
          [length - 0.32, 0],
          [1, -tail],
          [0.86, 0],
          [1, tail],
        ]),
        color,
      ),
      part(
        polygon([
          [-0.4, -height * 0.7],
          [-0.05, -height - 0.26],
          [0.3, -height * 0.6],
        ]),
        '#d9603a',
      ),
      part(body, color),
      ...Array.from({ length: stripes }, (_, k) =>
        part(both(body, roundedBox(-0.3 + 0.26 * k, -1, -0.19 + 0.26 * k, 1)), '#fff6e6'),
      ),
      part(circle(-0.15 - length * 0.62, -height * 0.22, 0.1), '#20242c'),
    ],
  };
}

export function flower(random: Random): Thing {
  const petals = 5 + random.below(4);
  const color = ['#e8467c', '#f2a03d', '#8a5bd1', '#f4f1ea'][petals - 5] ?? '#e8467c';
  const [reach, size, lean] = [
    random.between(0.3, 0.4),
    random.between(0.17, 0.22),
    random.between(-0.2, 0.2),
  ];
  const turn = random.between(0, 1);
  return {
    sky: [hex('#d7f0e4'), hex('#a4d3b4')],
    turn: 0,
    parts: [
      part(
        stroke(
          [
            [lean, 1],
            [lean * 0.4, 0.4],
            [0, -0.3],
          ],
          0.045,
        ),
        '#3f8a3a',
      ),
      part(placed(ellipse(0.26, 0, 0.26, 0.11), lean * 0.5, 0.6, 1, -0.5), '#55a34b'),
      part(placed(ellipse(-0.26, 0, 0.26, 0.11), lean * 0.6, 0.72, 1, 0.5), '#55a34b'),
      ...Array.from({ length: petals }, (_, k) => {
        const angle = ((k + turn) / petals) * 2 * Math.PI;
        return part(placed(ellipse(reach, 0, 0.26, size), 0, -0.35, 1, angle), color);
      }),
      part(circle(0, -0.35, 0.2), '#f6d24a'),
    ],
  };
}

export function mushroom(random: Random): Thing {
  const [wide, high] = [random.between(0.65, 0.9), random.between(0.6, 0.85)];
  const dots = 2 + random.below(3);
  const cap = both(ellipse(0, 0.1, wide, high), roundedBox(-1, -1, 1, 0.1));
  const color = ['#cf3a2b', '#b9722f', '#7a4fa3'][dots - 2] ?? '#cf3a2b';
  return {
    sky: [hex('#dfeccb'), hex('#7d9a52')],
    turn: random.between(-0.12, 0.12),
    parts: [
      part(roundedBox(-0.24, -0.05, 0.24, 0.85, 0.18), '#f5ead2'),
      part(cap, color),
      ...Array.from({ length: dots }, (_, k) => {
        const x = ((k + 0.5) / dots - 0.5) * 1.4 * wide;
        return part(
          circle(x, -high * (k % 2 === 0 ? 0.2 : 0.5) + 0.05, random.between(0.09, 0.13)),
          '#fffaf0',
        );
      }),
    ],
  };
}
