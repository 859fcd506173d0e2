/** Textures of hard things: bricks, pebbles, scales, tiles. */

import type { Random } from '../random.ts';
import { type Color, hex, hsl, pick, varied } from './draw/color.ts';
import { cellNumber, noise, ramp, type Texture, write } from './texture.ts';

const STONES: [Color, ...Color[]] = [
  hex('#a8452f'),
  hex('#8c5a44'),
  hex('#b98a5e'),
  hex('#7c7f86'),
  hex('#c9b79a'),
];

export function bricks(random: Random): Texture {
  const key = random.below(2 ** 30);
  const [rows, aspect] = [random.between(8, 15), random.between(1.8, 2.8)];
  const [stone, mortar] = [varied(pick(STONES, random), 0.05, random), hex('#cfc6b8')];
  const gap = random.between(0.06, 0.11);
  return {
    turn: 0.15,
    at(x, y, color) {
      const row = Math.floor(y * rows);
      const along = (x * rows) / aspect + (row % 2) / 2;
      const column = Math.floor(along);
      const dx = (0.5 - Math.abs(along - column - 0.5)) * aspect;
      const dy = 0.5 - Math.abs(y * rows - row - 0.5);
      const inside = ramp(gap * 0.6, gap * 1.4, Math.min(dx, dy));
      const rough = noise(x * 70, y * 70, key);
      const light = 0.68 + 0.42 * cellNumber(column, row, key) + 0.28 * (rough - 0.5);
      const isUpper = y * rows - row < 0.5 ? 1.06 : 0.92;
      if (inside > 0.5) write(color, stone, light * isUpper);
      else write(color, mortar, 0.75 + 0.3 * rough);
    },
  };
}

/** Cells around scattered points (Worley, 1996). */
export function pebbles(random: Random): Texture {
  const key = random.below(2 ** 30);
  const size = random.between(7, 13);
  const warm = random.uniform();
  const tints = [0, 1, 2, 3].map((k) => hsl(0.08 + 0.5 * warm, 0.08 + 0.08 * k, 0.42 + 0.1 * k));
  const gravel: Color = [0.16, 0.14, 0.13];
  return {
    turn: Math.PI,
    at(x, y, color) {
      const cx = Math.floor(x * size);
      const cy = Math.floor(y * size);
      let nearest = 9;
      let next = 9;
      let tint = 0;
      let slope = 0;
      for (let gy = cy - 1; gy <= cy + 1; gy++)
        for (let gx = cx - 1; gx <= cx + 1; gx++) {
          const own = cellNumber(gx, gy, key);
          const dx = gx + 0.15 + 0.7 * own - x * size;
          const dy = gy + 0.15 + 0.7 * cellNumber(gx, gy, key + 1) - y * size;
          const square = dx * dx + dy * dy;
          if (square < nearest) {
            next = nearest;
            nearest = square;
            tint = own;
            slope = dx + dy;
          } else if (square < next) next = square;
        }
      const stone = ramp(0.05, 0.16, Math.sqrt(next) - Math.sqrt(nearest));
      const grain = noise(x * 90, y * 90, key);
      const light = 0.9 + 0.35 * slope + 0.22 * (grain - 0.5) + 0.25 * (tint - 0.5);
      write(color, gravel, 1, tints[Math.floor(tint * 4)], stone);
      const lit = 1 + stone * (light - 1);
      color[0] *= lit;
      color[1] *= lit;
      color[2] *= lit;
    },
  };
}

/** Radius of a scale, where their columns are one apart and their rows a half. */
const REACH = 0.54;

export function scales(random: Random): Texture {
  const key = random.below(2 ** 30);
  const size = random.between(8, 14);
  const hue = random.uniform();
  const [rim, body] = [hsl(hue, 0.55, 0.22), hsl(hue + 0.06, 0.6, 0.55)];
  const shine = hsl(hue + 0.14, 0.7, 0.78);
  return {
    turn: 0.6,
    at(x, y, color) {
      // Rows lie over those below: the uppermost that covers the place is seen.
      const first = Math.ceil((y * size - REACH) * 2);
      const last = Math.floor((y * size + REACH) * 2);
      for (let row = first; row <= last; row++) {
        const shift = (row & 1) / 2;
        const column = Math.floor(x * size + shift);
        const dx = x * size + shift - column - 0.5;
        const dy = y * size - row / 2;
        const radius = Math.sqrt(dx * dx + dy * dy) / REACH;
        if (radius > 1) continue;
        const own = cellNumber(column, row, key);
        const edge = ramp(0.8, 0.95, radius);
        const light = (0.7 + 0.45 * own) * (1 + 0.5 * dy);
        write(color, body, light, shine, 0.75 * ramp(0.2, 0.75, radius) * ramp(-0.1, 0.5, dy));
        color[0] += edge * (rim[0] - color[0]);
        color[1] += edge * (rim[1] - color[1]);
        color[2] += edge * (rim[2] - color[2]);
        return;
      }
      write(color, rim, 1);
    },
  };
}

/** Glazed tiles, each with the same ornament of rings and leaves. */
export function tiles(random: Random): Texture {
  const key = random.below(2 ** 30);
  const size = random.between(3.5, 6.5);
  const hue = random.uniform();
  const [ground, ink] = [hsl(hue + 0.5, 0.25, 0.9), hsl(hue, 0.7, 0.35)];
  const third = hsl(hue + random.between(0.3, 0.6), 0.7, 0.5);
  const [leaves, reach, ring] = [
    4 * (1 + random.below(2)),
    random.between(0.26, 0.36),
    random.between(0.4, 0.47),
  ];
  return {
    turn: Math.PI,
    at(x, y, color) {
      const cx = Math.floor(x * size);
      const cy = Math.floor(y * size);
      const dx = x * size - cx - 0.5;
      const dy = y * size - cy - 0.5;
      const radius = Math.sqrt(dx * dx + dy * dy);
      const leaf =
        radius < reach ? reach * (0.55 + 0.45 * Math.cos(leaves * Math.atan2(dy, dx))) : 0;
      const border = 0.5 - Math.max(Math.abs(dx), Math.abs(dy));
      const [fromX, fromY] = [0.5 - Math.abs(dx), 0.5 - Math.abs(dy)];
      const corner = Math.sqrt(fromX * fromX + fromY * fromY);
      const light = 0.92 + 0.14 * cellNumber(cx, cy, key) + 0.1 * (dx + dy) * -0.5;
      if (border < 0.025) write(color, [0.62, 0.6, 0.58], 1);
      else if (radius < 0.07 || Math.abs(corner - 0.2) < 0.035) write(color, third, light);
      else if (radius < leaf || Math.abs(radius - ring) < 0.02) write(color, ink, light);
      else write(color, ground, light);
    },
  };
}
