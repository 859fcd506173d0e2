/** Draws a random place in one of two seasons: sky, mountains, hills behind each other, water, trees, houses, snow. */

import type { Random } from '../random.ts';
import { type Canvas, paint, wash } from './draw/canvas.ts';
import { between, type Color, hex, mix, pick, shade, varied } from './draw/color.ts';
import { circle, ellipse, ground, polygon, without } from './draw/outline.ts';
import { drawHouse, drawTree, type Season } from './draw-landscape-things.ts';

const SKIES: Record<Season, [readonly [Color, Color], ...(readonly [Color, Color])[]]> = {
  summer: [
    [hex('#2f7fd6'), hex('#bfe3f7')],
    [hex('#4a9be8'), hex('#e6f3ef')],
    [hex('#3a6fc4'), hex('#f6d9a8')],
    [hex('#5aa9ee'), hex('#d3ecff')],
  ],
  winter: [
    [hex('#8fa3b8'), hex('#dfe5ea')],
    [hex('#7d9cc0'), hex('#eef1f5')],
    [hex('#9a9fc0'), hex('#f3d9d6')],
    [hex('#a9b4bd'), hex('#cfd6dc')],
  ],
};

const LAND: Record<Season, { far: Color; hills: [Color, ...Color[]]; water: Color }> = {
  summer: {
    far: hex('#6f8fae'),
    hills: [hex('#3f7d2c'), hex('#5f9e34'), hex('#8bb740'), hex('#b9b84c')],
    water: hex('#3f86b8'),
  },
  winter: {
    far: hex('#8e9db0'),
    hills: [hex('#d3dde8'), hex('#e4ebf2'), hex('#f3f6f9'), hex('#dfe2ee')],
    water: hex('#b7cfdc'),
  },
};

export function drawLandscape(season: Season, random: Random, canvas: Canvas): void {
  const [top, low] = pick(SKIES[season], random);
  wash(canvas, varied(top, 0.04, random), low);
  drawSun(season, random, canvas);
  drawClouds(season, random, canvas);
  const horizon = random.between(0.42, 0.58);
  if (random.uniform() < 0.65) drawMountains(season, horizon, low, random, canvas);
  const layers = 2 + random.below(2);
  for (let layer = 0; layer < layers; layer++) {
    const nearness = (layer + 1) / layers;
    drawHill(season, horizon + (layer / layers) * (0.98 - horizon), nearness, low, random, canvas);
  }
  if (season === 'winter' && random.uniform() < 0.6) drawSnowfall(random, canvas);
}

function drawSun(season: Season, random: Random, canvas: Canvas): void {
  if (random.uniform() < 0.25) return;
  const [x, y] = [random.between(0.12, 0.88), random.between(0.1, 0.32)];
  const color = season === 'summer' ? hex('#fff3b0') : hex('#fdf6ea');
  paint(canvas, circle(x, y, 0.12), color, { opacity: 0.45, softness: 22 });
  paint(canvas, circle(x, y, season === 'summer' ? 0.062 : 0.05), color);
}

function drawClouds(season: Season, random: Random, canvas: Canvas): void {
  const color = season === 'summer' ? hex('#ffffff') : hex('#c4ccd6');
  for (let cloud = random.below(4); cloud > 0; cloud--) {
    const [x, y] = [random.between(0, 1), random.between(0.06, 0.32)];
    const size = random.between(0.035, 0.075);
    for (let puff = 0; puff < 5; puff++) {
      const dx = (puff - 2) * size * 0.8 + random.between(-0.01, 0.01);
      const radius = size * (1 - 0.22 * Math.abs(puff - 2)) * random.between(0.8, 1.1);
      paint(canvas, ellipse(x + dx, y, radius * 1.2, radius * 0.72), color, {
        opacity: 0.85,
        softness: 4,
        bottom: shade(color, 0.9),
      });
    }
  }
}

function drawMountains(
  season: Season,
  horizon: number,
  haze: Color,
  random: Random,
  canvas: Canvas,
): void {
  const rock = mix(LAND[season].far, haze, random.between(0.1, 0.45));
  const cover = season === 'winter' ? 0.62 : 0.26;
  for (let k = 2 + random.below(4); k > 0; k--) {
    const [x, half] = [random.between(-0.05, 1.05), random.between(0.16, 0.34)];
    const height = half * random.between(0.55, 1);
    const [peak, foot] = [horizon + 0.06 - height, horizon + 0.08];
    const side = polygon([
      [x, peak],
      [x + half, foot],
      [x - half, foot],
    ]);
    paint(canvas, side, shade(rock, random.between(0.88, 1.05)), { bottom: mix(rock, haze, 0.35) });
    // Snow ends in a jagged line.
    const snow = cover * (foot - peak);
    const at = (t: number, depth: number): readonly [number, number] => [
      x + t * half * ((snow * depth) / (foot - peak)),
      peak + snow * depth,
    ];
    paint(
      canvas,
      polygon([[x, peak], at(1, 0.85), at(0.45, 0.7), at(0.15, 1), at(-0.3, 0.68), at(-1, 0.95)]),
      hex('#f6f9fc'),
      { bottom: mix(hex('#e8eef5'), rock, 0.2) },
    );
  }
}

function drawHill(
  season: Season,
  level: number,
  nearness: number,
  haze: Color,
  random: Random,
  canvas: Canvas,
): void {
  const waves = [1, 2.3, 4.1].map((rate) => ({
    rate: rate * random.between(2, 4),
    phase: random.between(0, 2 * Math.PI),
    height: random.between(0.2, 1) * (0.045 / rate),
  }));
  const heightAt = (x: number): number =>
    waves.reduce((y, { rate, phase, height }) => y + height * Math.sin(rate * x + phase), level);
  const { hills, water } = LAND[season];
  const color = mix(between(hills, random), haze, 0.42 * (1 - nearness));
  const heights = Array.from({ length: canvas.side }, (_, k) => heightAt((k + 0.5) / canvas.side));
  paint(canvas, ground(heights), mix(color, [1, 1, 1], season === 'summer' ? 0.1 : 0.25), {
    bottom: shade(color, season === 'summer' ? 0.72 : 0.86),
  });
  if (nearness === 1 && random.uniform() < 0.35) {
    const [x, y, wide] = [random.between(0.2, 0.8), level + 0.16, random.between(0.18, 0.34)];
    paint(canvas, ellipse(x, y, wide + 0.012, 0.062), shade(color, 0.78));
    paint(canvas, ellipse(x, y, wide, 0.05), shade(water, 0.9), { bottom: mix(water, haze, 0.4) });
    paint(
      canvas,
      without(ellipse(x, y, wide, 0.05), ellipse(x, y + 0.018, wide, 0.05)),
      [1, 1, 1],
      {
        opacity: 0.3,
      },
    );
  }
  const things = random.below(4) + (nearness < 1 ? 4 : 3);
  const places = Array.from({ length: things }, () => ({
    x: random.between(0.02, 0.98),
    depth: random.between(0.01, 0.1) * nearness,
  })).sort((a, b) => a.depth - b.depth);
  const size = 0.09 + 0.11 * nearness;
  const house = random.uniform() < 0.55 ? random.below(things) : -1;
  const sort = random.uniform();
  places.forEach(({ x, depth }, k) => {
    const foot = heightAt(x) + depth;
    if (k === house) drawHouse(season, x, foot, size * random.between(0.7, 0.95), random, canvas);
    else drawTree(season, sort, x, foot, size * random.between(0.75, 1.3), random, canvas);
  });
}

function drawSnowfall(random: Random, canvas: Canvas): void {
  for (let flake = 30 + random.below(60); flake > 0; flake--)
    paint(
      canvas,
      circle(random.uniform(), random.uniform(), random.between(0.003, 0.008)),
      [1, 1, 1],
      {
        opacity: random.between(0.5, 0.95),
      },
    );
}
