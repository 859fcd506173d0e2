/**
 * The built-in image data: 10,000 handwritten-looking digits, 28 × 28 gray, ten classes in equal number. Each is
 * a variant from `glyphs.ts` whose points tremble and bend, drawn by a pen of changing width under a random
 * affine map, then centred by its mass as MNIST is.
 */

import type { ImageDataset } from '../dataset.ts';
import { createRandom, type Random } from '../random.ts';
import { BUILTIN_CLASSES } from './class-names.ts';
import { GLYPHS, type Glyph, type StrokePoint } from './glyphs.ts';

const COUNT = 10_000;
const SIDE = 28;
/** Height of an average digit in pixels; MNIST's are 20. */
const BODY = 19;

interface PenPoint {
  readonly x: number;
  readonly y: number;
  /** Half the stroke's width. */
  readonly radius: number;
}

export function generateDigits(seed: number): ImageDataset {
  const pixels = new Uint8Array(COUNT * SIDE * SIDE);
  const labels = new Uint8Array(COUNT);
  const ink = new Float32Array(SIDE * SIDE);
  for (let i = 0; i < COUNT; i++) {
    const digit = i % 10;
    labels[i] = digit;
    drawDigit(digit, createRandom(seed, 0xd161, i), ink);
    const offset = i * SIDE * SIDE;
    for (let p = 0; p < ink.length; p++) pixels[offset + p] = Math.round(255 * (ink[p] ?? 0));
  }
  return {
    type: 'images',
    name: 'Digits',
    count: COUNT,
    height: SIDE,
    width: SIDE,
    channels: 1,
    pixels,
    labels,
    classNames: BUILTIN_CLASSES.digits,
  };
}

function drawDigit(digit: number, random: Random, ink: Float32Array): void {
  const variants = GLYPHS[digit] ?? [];
  const glyph = variants[random.below(variants.length)] ?? [];
  const strokes = centred(penStrokes(glyph, random), random);
  ink.fill(0);
  // Soft edges stand for the anti-aliasing and slight blur of a scan.
  const softness = random.between(1, 1.7);
  for (const stroke of strokes)
    for (let k = 1; k < stroke.length; k++) {
      const [from, to] = [stroke[k - 1], stroke[k]];
      if (from && to) stampSegment(from, to, softness, ink);
    }
}

/** The glyph as this hand writes it, in pixels around the origin. */
function penStrokes(glyph: Glyph, random: Random): PenPoint[][] {
  const bend = createBend(random);
  const tremble = random.between(0.8, 2.6);
  const place = createAffine(random);
  const radius = Math.min(2.1, Math.max(0.75, 1.3 + 0.38 * random.normal()));
  return glyph.map((stroke) => {
    const moved = stroke.map((point) => {
      const { x, y } = bend(point);
      const [dx, dy] = [tremble * random.normal(), tremble * random.normal()];
      return { x: x + dx, y: y + dy, isCorner: point.isCorner };
    });
    const pressure = random.between(-0.18, 0.18);
    const phase = random.between(0, 2 * Math.PI);
    const path = smoothPath(moved);
    return path.map((point, k) => {
      const along = k / Math.max(1, path.length - 1);
      const wave = 0.1 * Math.sin(phase + 5 * along);
      const { x, y } = place(point);
      return { x, y, radius: radius * (1 + pressure * (2 * along - 1) + wave) };
    });
  });
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A slow wave over the box, so that neighbouring points move together and joined strokes stay joined. */
function createBend(random: Random): (point: Point) => Point {
  const waves = Array.from({ length: 2 }, () => ({
    amplitude: random.between(0, 5.5),
    kx: random.between(-0.045, 0.045),
    ky: random.between(-0.045, 0.045),
    phase: random.between(0, 2 * Math.PI),
  }));
  const [across, along] = waves;
  const shift = (wave: typeof across, { x, y }: Point): number =>
    wave ? wave.amplitude * Math.sin(wave.kx * x + wave.ky * y + wave.phase) : 0;
  return (point) => ({ x: point.x + shift(across, point), y: point.y + shift(along, point) });
}

/** Percent of the box to pixels: slant, turn, size and aspect of this hand. */
function createAffine(random: Random): (point: Point) => Point {
  const scale = (BODY / 100) * random.between(0.86, 1.08);
  const aspect = random.between(0.66, 0.94);
  const slant = -0.12 + 0.2 * random.normal();
  const turn = 0.1 * random.normal();
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return (point) => {
    const y = (point.y - 50) * scale;
    const x = (point.x - 50) * scale * aspect + slant * y;
    return { x: cos * x - sin * y, y: sin * x + cos * y };
  };
}

/** Points along the stroke, close enough to be joined by straight lines: a Catmull–Rom curve between corners. */
function smoothPath(points: readonly StrokePoint[]): Point[] {
  const path: Point[] = [];
  let start = 0;
  for (let end = 1; end < points.length; end++) {
    const isLast = end === points.length - 1;
    if (!isLast && !points[end]?.isCorner) continue;
    appendCurve(points.slice(start, end + 1), path);
    start = end;
  }
  return path;
}

const PIECES = 6;

function appendCurve(run: readonly Point[], path: Point[]): void {
  for (let i = 0; i + 1 < run.length; i++) {
    const [b, c] = [run[i], run[i + 1]];
    if (!b || !c) continue;
    const a = run[i - 1] ?? b;
    const d = run[i + 2] ?? c;
    const pieces = run.length === 2 ? 3 : PIECES;
    for (let k = path.length === 0 ? 0 : 1; k <= pieces; k++) {
      const t = k / pieces;
      path.push({ x: catmullRom(a.x, b.x, c.x, d.x, t), y: catmullRom(a.y, b.y, c.y, d.y, t) });
    }
  }
}

function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  const cubic = 3 * (b - c) + d - a;
  const square = 2 * a - 5 * b + 4 * c - d;
  return b + 0.5 * t * (c - a + t * (square + t * cubic));
}

/** Puts the mean of the ink, with a pixel of play, at the centre, and keeps every stroke inside the picture. */
function centred(strokes: readonly (readonly PenPoint[])[], random: Random): PenPoint[][] {
  let [weight, sumX, sumY] = [0, 0, 0];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const stroke of strokes)
    for (const [k, point] of stroke.entries()) {
      const before = stroke[k - 1] ?? point;
      const length = Math.hypot(point.x - before.x, point.y - before.y);
      weight += length;
      sumX += (length * (point.x + before.x)) / 2;
      sumY += (length * (point.y + before.y)) / 2;
      left = Math.min(left, point.x);
      right = Math.max(right, point.x);
      top = Math.min(top, point.y);
      bottom = Math.max(bottom, point.y);
    }
  const margin = 4;
  const fit = Math.min(1, (SIDE - 2 * margin) / Math.max(right - left, bottom - top, 1));
  const offset = (mean: number, low: number, high: number): number => {
    const wanted = SIDE / 2 - fit * mean + 0.6 * random.normal();
    return Math.min(SIDE - margin - fit * high, Math.max(margin - fit * low, wanted));
  };
  const dx = offset(sumX / weight, left, right);
  const dy = offset(sumY / weight, top, bottom);
  return strokes.map((stroke) =>
    stroke.map(({ x, y, radius }) => ({ x: fit * x + dx, y: fit * y + dy, radius })),
  );
}

/** Covers every pixel by its distance to the segment; where strokes overlap, the darker ink stays. */
function stampSegment(from: PenPoint, to: PenPoint, softness: number, ink: Float32Array): void {
  const reach = Math.max(from.radius, to.radius) + softness;
  const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - reach));
  const right = Math.min(SIDE - 1, Math.ceil(Math.max(from.x, to.x) + reach));
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
  const bottom = Math.min(SIDE - 1, Math.ceil(Math.max(from.y, to.y) + reach));
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const lengthSquared = dx * dx + dy * dy || 1;
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const [px, py] = [x + 0.5 - from.x, y + 0.5 - from.y];
      const t = Math.min(1, Math.max(0, (px * dx + py * dy) / lengthSquared));
      const distance = Math.hypot(px - t * dx, py - t * dy);
      const radius = from.radius + t * (to.radius - from.radius);
      const cover = 0.5 + (radius - distance) / softness;
      const at = y * SIDE + x;
      if (cover > (ink[at] ?? 0)) ink[at] = Math.min(1, cover);
    }
}
