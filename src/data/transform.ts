/**
 * Brings decoded images to the size, channels and layout that a dataset node asks for. Resizing is the
 * triangle filter, widened when it shrinks (so that it averages instead of skipping pixels). Works on
 * bytes; the mapping to [−1, 1] or [0, 1] is done per batch, by `writePixels`.
 */
import type { ImageDataset } from './dataset.ts';

/** What a dataset node asks of images; equal in structure to the image transform of a feed. */
export interface ImageTransform {
  readonly type: 'image';
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  readonly range: 'symmetric' | 'unit';
  readonly fit: 'stretch' | 'crop' | 'pad';
  readonly isFlipped: boolean;
}

export interface PointTransform {
  readonly type: 'points';
  readonly dimensions: number;
}

export type Transform = ImageTransform | PointTransform;

/** For each output position: the first input position and the weights from there on. */
interface Taps {
  readonly first: Int32Array;
  readonly weights: readonly Float32Array[];
}

/** Output `i` lies at input `(i + 0.5) · scale + offset − 0.5`; positions outside have no weights (black). */
function taps(input: number, output: number, scale: number, offset: number): Taps {
  const first = new Int32Array(output);
  const weights: Float32Array[] = [];
  const support = Math.max(1, scale);
  for (let i = 0; i < output; i++) {
    const centre = (i + 0.5) * scale + offset;
    if (centre < 0 || centre > input) {
      weights.push(new Float32Array(0));
      continue;
    }
    const from = Math.max(0, Math.floor(centre - support));
    const to = Math.min(input, Math.ceil(centre + support));
    const row = new Float32Array(to - from);
    let total = 0;
    for (let x = from; x < to; x++) {
      const weight = Math.max(0, 1 - Math.abs(x + 0.5 - centre) / support);
      row[x - from] = weight;
      total += weight;
    }
    for (let k = 0; k < row.length; k++) row[k] = (row[k] ?? 0) / total;
    first[i] = from;
    weights.push(row);
  }
  return { first, weights };
}

function layout(source: ImageDataset, to: ImageTransform): { columns: Taps; rows: Taps } {
  let sx = source.width / to.width;
  let sy = source.height / to.height;
  if (to.fit !== 'stretch') {
    const scale = to.fit === 'crop' ? Math.min(sx, sy) : Math.max(sx, sy);
    sx = scale;
    sy = scale;
  }
  return {
    columns: taps(source.width, to.width, sx, (source.width - to.width * sx) / 2),
    rows: taps(source.height, to.height, sy, (source.height - to.height * sy) / 2),
  };
}

/** Gray ↔ RGB of one image; luma weights are those of ITU-R BT.601. */
function convert(pixels: Uint8Array, from: 1 | 3, to: 1 | 3): Uint8Array {
  if (from === to) return pixels;
  const count = pixels.length / from;
  const out = new Uint8Array(count * to);
  for (let i = 0; i < count; i++) {
    if (to === 3) out.fill(pixels[i] ?? 0, i * 3, i * 3 + 3);
    else {
      const [r = 0, g = 0, b = 0] = [pixels[i * 3], pixels[i * 3 + 1], pixels[i * 3 + 2]];
      out[i] = Math.round(0.299 * r + 0.587 * g + 0.114 * b);
    }
  }
  return out;
}

function resizer(source: ImageDataset, to: ImageTransform): (image: Uint8Array) => Uint8Array {
  const { channels, width, height } = source;
  const { columns, rows } = layout(source, to);
  const wide = new Float32Array(height * to.width * channels);
  return (image) => {
    for (let y = 0; y < height; y++)
      for (let x = 0; x < to.width; x++) {
        const weights = columns.weights[x] ?? wide;
        const from = columns.first[x] ?? 0;
        for (let c = 0; c < channels; c++) {
          let sum = 0;
          for (let k = 0; k < weights.length; k++)
            sum += (weights[k] ?? 0) * (image[(y * width + from + k) * channels + c] ?? 0);
          wide[(y * to.width + x) * channels + c] = sum;
        }
      }
    const row = to.width * channels;
    const out = new Uint8Array(to.height * row);
    for (let y = 0; y < to.height; y++) {
      const weights = rows.weights[y] ?? wide;
      const from = rows.first[y] ?? 0;
      for (let x = 0; x < row; x++) {
        let sum = 0;
        for (let k = 0; k < weights.length; k++)
          sum += (weights[k] ?? 0) * (wide[(from + k) * row + x] ?? 0);
        out[y * row + x] = Math.round(sum);
      }
    }
    return out;
  };
}

/** Above this the transformed images are not kept but made again for each batch. */
const CACHE_BYTES = 256 * 2 ** 20;

/**
 * Image `index` as height × width × channels bytes. Each image is transformed when it is first asked for and kept,
 * so a run starts at once; nothing is copied where the data already has the wanted form.
 */
export function createImageReader(
  source: ImageDataset,
  to: ImageTransform,
): (index: number) => Uint8Array {
  const size = source.height * source.width * source.channels;
  const read = (i: number): Uint8Array => source.pixels.subarray(i * size, (i + 1) * size);
  const isSameSize = source.height === to.height && source.width === to.width;
  if (isSameSize && source.channels === to.channels) return read;
  const resize = isSameSize ? (image: Uint8Array) => image : resizer(source, to);
  const make = (i: number): Uint8Array => convert(resize(read(i)), source.channels, to.channels);
  const outSize = to.height * to.width * to.channels;
  if (source.count * outSize > CACHE_BYTES) return make;
  const kept: (Uint8Array | undefined)[] = new Array(source.count);
  return (i) => {
    const image = kept[i] ?? make(i);
    kept[i] = image;
    return image;
  };
}

/** Writes one image into a batch at `offset`, scaled to the range, mirrored left to right if asked. */
export function writePixels(
  image: Uint8Array,
  to: ImageTransform,
  batch: Float32Array,
  offset: number,
  isMirrored: boolean,
): void {
  const scale = to.range === 'symmetric' ? 1 / 127.5 : 1 / 255;
  const shift = to.range === 'symmetric' ? -1 : 0;
  if (!isMirrored) {
    for (let i = 0; i < image.length; i++) batch[offset + i] = (image[i] ?? 0) * scale + shift;
    return;
  }
  const { width, channels } = to;
  for (let i = 0; i < image.length; i++) {
    const c = i % channels;
    const x = ((i - c) / channels) % width;
    batch[offset + i + (width - 1 - 2 * x) * channels] = (image[i] ?? 0) * scale + shift;
  }
}
