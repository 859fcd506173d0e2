/** A square colour picture to paint on: outlines are covered by their distance, so that edges are soft. */
import type { Color } from './color.ts';
import type { Outline } from './outline.ts';

export interface Canvas {
  readonly side: number;
  /** side × side × 3, 0–1. */
  readonly rgb: Float32Array;
}

export function createCanvas(side: number): Canvas {
  return { side, rgb: new Float32Array(side * side * 3) };
}

/** Fills all of it, from a color at the top to one at the bottom. */
export function wash({ side, rgb }: Canvas, top: Color, bottom: Color = top): void {
  for (let y = 0, at = 0; y < side; y++) {
    const t = (y + 0.5) / side;
    const [r, g, b] = [0, 1, 2].map((k) => (top[k] ?? 0) + t * ((bottom[k] ?? 0) - (top[k] ?? 0)));
    for (let x = 0; x < side; x++) {
      rgb[at++] = r ?? 0;
      rgb[at++] = g ?? 0;
      rgb[at++] = b ?? 0;
    }
  }
}

export interface PaintOptions {
  /** The color at the bottom of the outline, where it is not the same all over. */
  readonly bottom?: Color;
  readonly opacity?: number;
  /** Width of the edge in pixels. */
  readonly softness?: number;
}

export function paint(
  { side, rgb }: Canvas,
  outline: Outline,
  color: Color,
  { bottom = color, opacity = 1, softness = 1 }: PaintOptions = {},
): void {
  const [left, top, right, low] = outline.box;
  const margin = softness / 2;
  const x0 = Math.max(0, Math.floor(left * side - margin));
  const x1 = Math.min(side, Math.ceil(right * side + margin));
  const y0 = Math.max(0, Math.floor(top * side - margin));
  const y1 = Math.min(side, Math.ceil(low * side + margin));
  const height = low - top || 1;
  for (let y = y0; y < y1; y++) {
    const v = (y + 0.5) / side;
    const t = Math.min(1, Math.max(0, (v - top) / height));
    const r = color[0] + t * (bottom[0] - color[0]);
    const g = color[1] + t * (bottom[1] - color[1]);
    const b = color[2] + t * (bottom[2] - color[2]);
    for (let x = x0; x < x1; x++) {
      const distance = outline.distance((x + 0.5) / side, v) * side;
      if (distance >= margin) continue;
      const cover = opacity * Math.min(1, 0.5 - distance / softness);
      const at = 3 * (y * side + x);
      rgb[at] = (rgb[at] ?? 0) + cover * (r - (rgb[at] ?? 0));
      rgb[at + 1] = (rgb[at + 1] ?? 0) + cover * (g - (rgb[at + 1] ?? 0));
      rgb[at + 2] = (rgb[at + 2] ?? 0) + cover * (b - (rgb[at + 2] ?? 0));
    }
  }
}

/** Writes the picture as bytes, as picture number `index` of `pixels`. */
export function store({ rgb }: Canvas, pixels: Uint8Array, index: number): void {
  const offset = index * rgb.length;
  for (let i = 0; i < rgb.length; i++)
    pixels[offset + i] = Math.round(255 * Math.min(1, Math.max(0, rgb[i] ?? 0)));
}
