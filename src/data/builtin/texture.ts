/** What a texture is, and the noise that textures are made of. */
import type { Color } from './draw/color.ts';

export interface Texture {
  /** Writes the color at a place; the whole picture is one unit wide. */
  at(x: number, y: number, color: [number, number, number]): void;
  /** How far, in radians either way, it may be turned and still be what it is. */
  readonly turn: number;
}

/** A number from 0 to 1 that belongs to a cell of a grid. */
export function cellNumber(x: number, y: number, key: number): number {
  let h = Math.imul(x ^ key, 0x85ebca6b) ^ Math.imul(y + 0x9e37, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 13), 0x297a2d39);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

/** Value noise from 0 to 1, smooth over one unit. */
export function noise(x: number, y: number, key: number): number {
  const cx = Math.floor(x);
  const cy = Math.floor(y);
  const u = smooth(x - cx);
  const v = smooth(y - cy);
  const top = blend(cellNumber(cx, cy, key), cellNumber(cx + 1, cy, key), u);
  const low = blend(cellNumber(cx, cy + 1, key), cellNumber(cx + 1, cy + 1, key), u);
  return blend(top, low, v);
}

export function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function ramp(low: number, high: number, value: number): number {
  const t = (value - low) / (high - low);
  return smooth(t < 0 ? 0 : t > 1 ? 1 : t);
}

export function blend(a: number, b: number, t: number): number {
  return a + t * (b - a);
}

/** Writes a color times `light`, with some of another. */
export function write(
  to: [number, number, number],
  color: Color,
  light: number,
  other: Color = color,
  amount = 0,
): void {
  to[0] = light * blend(color[0], other[0], amount);
  to[1] = light * blend(color[1], other[1], amount);
  to[2] = light * blend(color[2], other[2], amount);
}
