/** Trees and houses of the generated landscapes. Each stands with its foot at (x, y) and is about `size` high. */

import type { Random } from '../random.ts';
import { type Canvas, paint } from './draw/canvas.ts';
import { type Color, hex, mix, pick, shade, varied } from './draw/color.ts';
import { circle, ellipse, type Point, polygon, roundedBox, stroke } from './draw/outline.ts';

export type Season = 'summer' | 'winter';

const LEAVES: [Color, ...Color[]] = [
  hex('#2f6b25'),
  hex('#3f8a2f'),
  hex('#5b9c35'),
  hex('#2d7440'),
];
const NEEDLES = hex('#1f5238');
const BARK = hex('#54392a');
const SNOW = hex('#f4f8fc');

/** `sort` says what grows here: below a half mostly conifers, above it mostly broad leaves. */
export function drawTree(
  season: Season,
  sort: number,
  x: number,
  y: number,
  size: number,
  random: Random,
  canvas: Canvas,
): void {
  paint(canvas, ellipse(x + 0.1 * size, y, 0.32 * size, 0.05 * size), [0.05, 0.1, 0.15], {
    opacity: 0.22,
    softness: 3,
  });
  const isConifer = random.uniform() < (sort < 0.5 ? 0.85 : 0.15);
  if (isConifer) drawConifer(season, x, y, size, random, canvas);
  else if (season === 'summer') drawLeafy(x, y, size, random, canvas);
  else drawBare(x, y, size, random, canvas);
}

function drawConifer(
  season: Season,
  x: number,
  y: number,
  size: number,
  random: Random,
  canvas: Canvas,
): void {
  const green = varied(NEEDLES, 0.03, random);
  paint(canvas, roundedBox(x - 0.04 * size, y - 0.2 * size, x + 0.04 * size, y), BARK);
  for (let tier = 0; tier < 3; tier++) {
    const [foot, half] = [y - (0.14 + 0.24 * tier) * size, (0.3 - 0.075 * tier) * size];
    const tip = foot - 0.44 * size;
    const side = (sign: number): Point => [x + sign * half, foot];
    paint(canvas, polygon([[x, tip], side(1), side(-1)]), mix(green, [1, 1, 1], 0.12), {
      bottom: shade(green, 0.75),
    });
    if (season === 'winter')
      paint(
        canvas,
        polygon([
          [x, tip],
          [x + 0.72 * half, foot - 0.12 * size],
          [x + 0.25 * half, foot - 0.17 * size],
          [x - 0.2 * half, foot - 0.09 * size],
          [x - 0.72 * half, foot - 0.14 * size],
        ]),
        SNOW,
        { bottom: shade(SNOW, 0.92) },
      );
  }
}

function drawLeafy(x: number, y: number, size: number, random: Random, canvas: Canvas): void {
  const green = varied(pick(LEAVES, random), 0.04, random);
  paint(canvas, roundedBox(x - 0.045 * size, y - 0.5 * size, x + 0.045 * size, y), BARK);
  for (let puff = 0; puff < 6; puff++) {
    const angle = (puff / 6) * 2 * Math.PI;
    const reach = puff === 5 ? 0 : 0.17 * size;
    const [cx, cy] = [x + reach * Math.cos(angle), y - 0.66 * size + reach * Math.sin(angle) * 0.9];
    const light = 1 + 0.18 * -Math.sin(angle);
    paint(
      canvas,
      circle(cx, cy, 0.19 * size * random.between(0.85, 1.15)),
      shade(green, light + 0.12),
      {
        bottom: shade(green, light * 0.78),
      },
    );
  }
}

function drawBare(x: number, y: number, size: number, random: Random, canvas: Canvas): void {
  const bark = varied(hex('#4c3f3a'), 0.03, random);
  const branch = (
    from: Point,
    angle: number,
    length: number,
    width: number,
    depth: number,
  ): void => {
    const to: Point = [from[0] + length * Math.sin(angle), from[1] - length * Math.cos(angle)];
    paint(canvas, stroke([from, to], width), bark);
    // Snow lies on what leans.
    if (Math.abs(angle) > 0.35 && depth > 0)
      paint(
        canvas,
        stroke(
          [from, to].map(([px, py]): Point => [px, py - width]),
          width * 0.55,
        ),
        SNOW,
      );
    if (depth === 2) return;
    for (const side of [-1, 0.15, 1])
      branch(
        to,
        angle + side * random.between(0.4, 0.75),
        length * random.between(0.5, 0.7),
        width * 0.6,
        depth + 1,
      );
  };
  branch([x, y], random.between(-0.08, 0.08), 0.42 * size, 0.035 * size, 0);
}

const WALLS: [Color, ...Color[]] = [
  hex('#f2e6cf'),
  hex('#d9a066'),
  hex('#b5523b'),
  hex('#dfe3e6'),
  hex('#8a5a3c'),
  hex('#e8c468'),
];
const ROOFS: [Color, ...Color[]] = [hex('#a23b2a'), hex('#7a3b2e'), hex('#54606e'), hex('#c0603a')];

export function drawHouse(
  season: Season,
  x: number,
  y: number,
  size: number,
  random: Random,
  canvas: Canvas,
): void {
  const [wall, roof] = [pick(WALLS, random), pick(ROOFS, random)];
  const half = size * random.between(0.45, 0.65);
  const [eaves, ridge] = [y - 0.5 * size, y - 0.95 * size];
  const chimney = x + half * 0.5;
  paint(canvas, roundedBox(chimney, ridge, chimney + 0.12 * size, eaves), shade(wall, 0.6));
  if (season === 'winter')
    for (let puff = 0; puff < 4; puff++)
      paint(
        canvas,
        circle(
          chimney + (0.06 + 0.05 * puff) * size,
          ridge - (0.08 + 0.13 * puff) * size,
          (0.06 + 0.025 * puff) * size,
        ),
        [0.93, 0.93, 0.95],
        { opacity: 0.6 - 0.12 * puff, softness: 2.5 },
      );
  paint(canvas, roundedBox(x - half, eaves, x + half, y), wall, { bottom: shade(wall, 0.82) });
  const over = half * 1.2;
  const slope = (top: number, low: number, inner: number): readonly Point[] => [
    [x - inner, top],
    [x + inner, top],
    [x + over, low],
    [x - over, low],
  ];
  paint(canvas, polygon(slope(ridge, eaves + 0.04 * size, half * 0.55)), roof, {
    bottom: shade(roof, 0.8),
  });
  if (season === 'winter')
    paint(canvas, polygon(slope(ridge - 0.03 * size, eaves - 0.03 * size, half * 0.58)), SNOW, {
      bottom: shade(SNOW, 0.9),
    });
  const glass = season === 'winter' ? hex('#ffd86b') : hex('#6f96b5');
  for (const side of [-0.62, 0.62])
    paint(
      canvas,
      roundedBox(
        x + side * half - 0.1 * size,
        y - 0.38 * size,
        x + side * half + 0.1 * size,
        y - 0.17 * size,
      ),
      glass,
    );
  paint(canvas, roundedBox(x - 0.08 * size, y - 0.32 * size, x + 0.08 * size, y), shade(roof, 0.6));
}
