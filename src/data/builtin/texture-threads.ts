/** Textures of soft and grown things: weave, wood, stripes of cloth. */

import type { Random } from '../random.ts';
import { hex, hsl, mix, pick, varied } from './draw/color.ts';
import { blend, cellNumber, noise, ramp, type Texture, write } from './texture.ts';

/** Over and under threads of two colors, some of them of a third. */
export function weave(random: Random): Texture {
  const key = random.below(2 ** 30);
  const count = random.between(14, 24);
  const hue = random.uniform();
  const warp = hsl(hue, random.between(0.2, 0.7), random.between(0.3, 0.7));
  const weft = hsl(hue + random.between(0.05, 0.5), 0.5, random.between(0.35, 0.75));
  const accent = hsl(hue + 0.5, 0.8, 0.5);
  const every = 4 + random.below(4);
  const twill = 1 + random.below(2);
  return {
    turn: 0.8,
    at(x, y, color) {
      const column = Math.floor(x * count);
      const row = Math.floor(y * count);
      const u = x * count - column - 0.5;
      const v = y * count - row - 0.5;
      const isUp = (column + twill * row) % (1 + twill) === 0;
      const across = isUp ? u : v;
      const along = isUp ? v : u;
      const number = isUp ? column : row;
      const base = number % every === 0 ? accent : isUp ? warp : weft;
      const round = 1 - 2.6 * across * across - 0.9 * along * along;
      const fibre = noise(along * 3 + column * 7, across * 14 + row * 5, key) - 0.5;
      write(color, base, Math.max(0.12, round) * (1 + 0.4 * fibre));
    },
  };
}

export function wood(random: Random): Texture {
  const key = random.below(2 ** 30);
  const light = varied(
    pick([hex('#c99a63'), hex('#a86f3f'), hex('#dcb888'), hex('#7d4f2f')], random),
    0.04,
    random,
  );
  const dark = mix(light, hex('#2a140a'), random.between(0.4, 0.65));
  const [rings, boards] = [random.between(22, 40), random.between(2.5, 5.5)];
  return {
    turn: Math.PI,
    at(x, y, color) {
      const board = Math.floor(y * boards);
      const shift = 9 * cellNumber(board, 3, key);
      const bend = noise(x * 1.6 + shift, y * 5 + shift, key) + 0.35 * noise(x * 4, y * 14, key);
      const ring = bend * rings * 0.35 + y * boards * 2;
      const late = ring - Math.floor(ring);
      const fibre = noise(x * 9, y * 150, key);
      const amount = 0.75 * late * late + 0.35 * fibre * fibre;
      const seam = ramp(0, 0.035, 0.5 - Math.abs(y * boards - board - 0.5));
      write(
        color,
        light,
        (0.82 + 0.3 * cellNumber(board, 7, key)) * blend(0.25, 1, seam),
        dark,
        amount,
      );
    },
  };
}

/** Cloth of stripes both ways, as tartan has them, with a diagonal thread. */
export function stripes(random: Random): Texture {
  const hue = random.uniform();
  const ground = hsl(hue, random.between(0.4, 0.8), random.between(0.2, 0.45));
  const bands = Array.from({ length: 3 + random.below(3) }, () => ({
    at: random.uniform(),
    half: random.between(0.01, 0.09),
    color: hsl(hue + random.between(0.1, 0.9), random.between(0.3, 0.9), random.between(0.4, 0.9)),
  }));
  const size = random.between(1.8, 3.6);
  const threads = random.between(34, 46);
  return {
    turn: 0.8,
    at(x, y, color) {
      const isAcross = Math.floor((x + y) * threads) % 2 === 0;
      const place = (isAcross ? x : y) * size;
      const t = place - Math.floor(place);
      let found = ground;
      for (const band of bands) if (Math.abs(t - band.at) < band.half) found = band.color;
      const thread = (x + y) * threads;
      write(color, found, 0.82 + 0.36 * Math.abs(thread - Math.floor(thread) - 0.5));
    },
  };
}
