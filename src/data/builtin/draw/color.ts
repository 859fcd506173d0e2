/** Colours of generated pictures: red, green and blue from 0 to 1, as screens take them. */
import type { Random } from '../../random.ts';

export type Color = readonly [number, number, number];

/** Hue in turns; saturation and lightness from 0 to 1. */
export function hsl(hue: number, saturation: number, lightness: number): Color {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (shift: number): number => {
    const k = (shift + 12 * (hue - Math.floor(hue))) % 12;
    return lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return [channel(0), channel(8), channel(4)];
}

export function mix(a: Color, b: Color, amount: number): Color {
  const channel = (k: 0 | 1 | 2): number => a[k] + amount * (b[k] - a[k]);
  return [channel(0), channel(1), channel(2)];
}

/** `#rrggbb`. */
export function hex(text: string): Color {
  const value = Number.parseInt(text.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

export function shade(color: Color, factor: number): Color {
  return [color[0] * factor, color[1] * factor, color[2] * factor];
}

/** The same color, a little off in each channel. */
export function varied(color: Color, by: number, random: Random): Color {
  const channel = (k: 0 | 1 | 2): number => color[k] + random.between(-by, by);
  return [channel(0), channel(1), channel(2)];
}

export function pick<T>(items: readonly [T, ...T[]], random: Random): T {
  return items[random.below(items.length)] ?? items[0];
}

/** A color between two neighbours of a row of them, all equally likely. */
export function between(row: readonly [Color, ...Color[]], random: Random): Color {
  const at = random.uniform() * (row.length - 1);
  const low = row[Math.floor(at)] ?? row[0];
  return mix(low, row[Math.floor(at) + 1] ?? low, at % 1);
}
