/**
 * The sheets of a run as a GIF that plays: one palette for the whole strip, so that colours do not flicker, the step under
 * each picture. What a browser would choke on is thinned out and made smaller, and said.
 */
import { applyPalette, GIFEncoder, type Palette, quantize } from 'gifenc';
import { isInk, TEXT_HEIGHT, textWidth } from './step-digits.ts';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGB bytes. */
  readonly rgb: Uint8Array | Uint8ClampedArray;
}

export interface FilmStrip {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** Of the pictures that are in it. */
  readonly steps: readonly number[];
  /** How many times smaller the pictures are than the sheets; below 1 they are larger. */
  readonly shrunk: number;
}

export interface FilmOptions {
  readonly onProgress?: (done: number, total: number) => void;
  readonly limits?: typeof FILM_LIMITS;
}

export const FILM_LIMITS = {
  frames: 200,
  /** Of the larger side, without the step. */
  side: 720,
  /** Of all frames together: about one byte each in the end. */
  pixels: 60e6,
} as const;

const FRAME_MS = 160;
const LAST_FRAME_MS = 2_000;
const READABLE_SIDE = 240;
const PALETTE_PICTURES = 12;
const PALETTE_PIXELS = 200_000;
const INK = [33, 37, 41] as const;
const GROUND = [255, 255, 255] as const;

/** @param pictureOf gives the picture of a step, several times where it is asked; null where it is gone */
export async function filmStrip(
  steps: readonly number[],
  pictureOf: (step: number) => Promise<Picture | null>,
  { onProgress, limits = FILM_LIMITS }: FilmOptions = {},
): Promise<FilmStrip | null> {
  const last = steps.at(-1);
  const largest = last === undefined ? null : await pictureOf(last);
  if (!largest) return null;
  const layout = layoutOf(largest, limits);
  const most = Math.min(
    limits.frames,
    Math.max(2, Math.floor(limits.pixels / (layout.width * layout.height))),
  );
  const kept = spread(steps, most);
  const palette = await paletteOf(spread(kept, PALETTE_PICTURES), pictureOf);
  const encoder = GIFEncoder();
  const drawn: number[] = [];
  for (const [k, step] of kept.entries()) {
    const picture = await pictureOf(step);
    if (picture) {
      const index = applyPalette(frame(picture, `step ${step}`, layout), palette, 'rgb565');
      const delay = step === last ? LAST_FRAME_MS : FRAME_MS;
      const first = drawn.length === 0 ? { palette, repeat: 0 } : {};
      encoder.writeFrame(index, layout.width, layout.height, { delay, ...first });
      drawn.push(step);
    }
    onProgress?.(k + 1, kept.length);
  }
  encoder.finish();
  const { width, height, shrunk } = layout;
  return { bytes: encoder.bytes(), width, height, steps: drawn, shrunk };
}

interface Layout {
  readonly width: number;
  /** With the band that the step stands in. */
  readonly height: number;
  readonly pictureHeight: number;
  readonly letter: number;
  readonly shrunk: number;
}

function layoutOf({ width, height }: Picture, limits: typeof FILM_LIMITS): Layout {
  const side = Math.max(width, height);
  // Whole factors keep pixels square and crisp.
  const shrunk =
    side > limits.side
      ? Math.ceil(side / limits.side)
      : 1 / Math.max(1, Math.min(8, Math.floor((READABLE_SIDE * 1.5) / side)));
  const shownWidth = Math.max(textWidth('step 000000') + 8, Math.floor(width / shrunk));
  const shownHeight = Math.max(1, Math.floor(height / shrunk));
  const letter = shownWidth >= 2 * textWidth('step 000000') + 16 ? 2 : 1;
  return {
    width: shownWidth,
    height: shownHeight + letter * TEXT_HEIGHT + 8,
    pictureHeight: shownHeight,
    letter,
    shrunk,
  };
}

/** RGBA of the whole frame: the picture at its top left, the step in the band under it. */
function frame(picture: Picture, text: string, layout: Layout): Uint8Array {
  const { width, height, pictureHeight, letter, shrunk } = layout;
  const rgba = new Uint8Array(width * height * 4).fill(255);
  const put = (x: number, y: number, r: number, g: number, b: number): void => {
    const at = (y * width + x) * 4;
    rgba[at] = r;
    rgba[at + 1] = g;
    rgba[at + 2] = b;
  };
  const shownWidth = Math.min(width, Math.floor(picture.width / shrunk));
  for (let y = 0; y < Math.min(pictureHeight, Math.floor(picture.height / shrunk)); y++)
    for (let x = 0; x < shownWidth; x++) put(x, y, ...meanAt(picture, x, y, shrunk));
  const top = pictureHeight + 4;
  for (let y = 0; y < TEXT_HEIGHT * letter; y++)
    for (let x = 0; x < textWidth(text) * letter && x + 4 < width; x++)
      if (isInk(text, Math.floor(x / letter), Math.floor(y / letter))) put(x + 4, top + y, ...INK);
  return rgba;
}

type Rgb = readonly [number, number, number];

/** The mean of the pixels that one of the frame stands for. */
function meanAt({ width, height, rgb }: Picture, x: number, y: number, shrunk: number): Rgb {
  const [left, top] = [Math.floor(x * shrunk), Math.floor(y * shrunk)];
  const size = Math.max(1, shrunk);
  let [r, g, b, n] = [0, 0, 0, 0];
  for (let row = top; row < Math.min(height, top + size); row++)
    for (let column = left; column < Math.min(width, left + size); column++) {
      const at = (row * width + column) * 3;
      r += rgb[at] ?? 0;
      g += rgb[at + 1] ?? 0;
      b += rgb[at + 2] ?? 0;
      n += 1;
    }
  return [Math.round(r / n), Math.round(g / n), Math.round(b / n)];
}

async function paletteOf(
  steps: readonly number[],
  pictureOf: (step: number) => Promise<Picture | null>,
): Promise<Palette> {
  const each = Math.floor(PALETTE_PIXELS / Math.max(1, steps.length));
  const colours: number[] = [];
  for (const step of steps) {
    const picture = await pictureOf(step);
    if (!picture) continue;
    const pixels = picture.width * picture.height;
    // A stride that is prime to most widths sees all columns.
    const stride = Math.max(1, Math.ceil(pixels / each)) | 1;
    for (let p = 0; p < pixels; p += stride)
      colours.push(...picture.rgb.subarray(p * 3, p * 3 + 3), 255);
  }
  return [INK, GROUND, ...quantize(Uint8Array.from(colours), 254)];
}

/** At most so many, evenly over all; the first and the last stay. */
function spread(steps: readonly number[], most: number): readonly number[] {
  if (steps.length <= most) return steps;
  const at = (k: number): number => Math.round((k * (steps.length - 1)) / (most - 1));
  return Array.from({ length: most }, (_, k) => steps[at(k)] ?? 0);
}
