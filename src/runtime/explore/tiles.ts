/** Samples, channels and filters as small pictures of one size, RGBA one after the other. */
import { imagesOf, type Samples, sizeOfOne } from '../metrics/samples.ts';
import { drawSheet } from '../views/sheet.ts';
import type { Subject } from './subjects.ts';

export interface Tiles {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly rgba: Uint8ClampedArray;
}

/** Side of the plane that a point is shown in, and of the point. */
const PLANE = 49;
const DOT = 5;

export function tilesOf(
  samples: Samples,
  { form, range, span }: Pick<Subject, 'form' | 'range' | 'span'>,
): Tiles {
  if (form === 'points') return pointTiles(samples.values, span);
  const { values, count, height, width, channels } = imagesOf(samples);
  const size = sizeOfOne(samples);
  return joinedTiles(
    Array.from({ length: count }, (_, i) => {
      const own = values.subarray(i * size, (i + 1) * size);
      return drawSheet([{ values: own, count: 1, height, width, channels, range }]);
    }),
    { width, height },
  );
}

/** One after the other, all of one size. */
export function joinedTiles(
  parts: readonly Omit<Tiles, 'count'>[],
  { width, height } = parts[0] ?? { width: 0, height: 0 },
): Tiles {
  const rgba = new Uint8ClampedArray(parts.length * width * height * 4);
  parts.forEach((part, i) => {
    rgba.set(part.rgba, i * width * height * 4);
  });
  return { width, height, count: parts.length, rgba };
}

/** x to the right, y upwards, as in the scatter plots. */
function pointTiles(points: Float32Array, span: number): Tiles {
  const tiles: Omit<Tiles, 'count'>[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const rgba = new Uint8ClampedArray(PLANE * PLANE * 4).fill(255);
    const place = (value: number) =>
      Math.round(((Math.min(1, Math.max(-1, value / span)) + 1) / 2) * (PLANE - DOT));
    const [left, top] = [place(points[i] ?? 0), place(-(points[i + 1] ?? 0))];
    for (let y = top; y < top + DOT; y++) {
      for (let x = left; x < left + DOT; x++) rgba.set([34, 90, 200], (y * PLANE + x) * 4);
    }
    tiles.push({ width: PLANE, height: PLANE, rgba });
  }
  return joinedTiles(tiles, { width: PLANE, height: PLANE });
}

/** Planes of numbers in gray, each between its own least and greatest, or all between those of all. */
export function grayTiles(
  planes: readonly Float32Array[],
  width: number,
  isTogether = false,
): Tiles {
  const height = Math.ceil((planes[0]?.length ?? 0) / width);
  const whole = isTogether ? extremes(planes) : null;
  return joinedTiles(
    planes.map((plane) => {
      const [least, greatest] = whole ?? extremes([plane]);
      const scale = greatest > least ? 255 / (greatest - least) : 0;
      const rgba = new Uint8ClampedArray(width * height * 4);
      plane.forEach((value, i) => {
        const gray = (value - least) * scale;
        rgba.set([gray, gray, gray, 255], i * 4);
      });
      return { width, height, rgba };
    }),
    { width, height },
  );
}

/** What of a layer's output can be seen at once: channels of an image, or a vector as one square. */
export function activationTiles({ values, shape }: Samples, most: number): Tiles {
  if (shape.length !== 3) {
    const side = Math.ceil(Math.sqrt(values.length));
    return grayTiles([values], side);
  }
  const [height = 1, width = 1, channels = 1] = shape;
  const planes = Array.from({ length: Math.min(most, channels) }, (_, channel) =>
    Float32Array.from({ length: height * width }, (_, p) => values[p * channels + channel] ?? 0),
  );
  // A single number has no lights and darks of its own.
  return grayTiles(planes, width, height * width === 1);
}

function extremes(planes: readonly Float32Array[]): readonly [number, number] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const plane of planes) {
    for (const value of plane) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
  }
  return [least, greatest];
}

export const tileAt = ({ rgba, width, height }: Tiles, index: number) =>
  rgba.slice(index * width * height * 4, (index + 1) * width * height * 4);

/** Every pixel as a square, so that a low resolution stands beside its enlargement as it is. */
export function enlarged(
  { width, height, rgba }: Omit<Tiles, 'count'>,
  toWidth: number,
  toHeight: number,
): Omit<Tiles, 'count'> {
  if (width === toWidth && height === toHeight) return { width, height, rgba };
  const large = new Uint8ClampedArray(toWidth * toHeight * 4);
  for (let y = 0; y < toHeight; y++) {
    for (let x = 0; x < toWidth; x++) {
      const from = Math.floor((y * height) / toHeight) * width + Math.floor((x * width) / toWidth);
      large.set(rgba.subarray(from * 4, from * 4 + 4), (y * toWidth + x) * 4);
    }
  }
  return { width: toWidth, height: toHeight, rgba: large };
}
