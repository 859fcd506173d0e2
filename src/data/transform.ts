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
  /** Height and width to which images are brought before height × width is cut out of them. Absent: nothing is cut. */
  readonly resize?: readonly [number, number];
}

export interface PointTransform {
  readonly type: 'points';
  readonly dimensions: number;
}

export type Transform = ImageTransform | PointTransform;

/** Height and width of what an image reader gives. */
export function scaledSize({ resize, height, width }: ImageTransform): readonly [number, number] {
  return resize ?? [height, width];
}

/** For each output position: the first input position, and `width` weights from there on; those left over are zero. */
interface Taps {
  readonly first: Int32Array;
  readonly weights: Float32Array;
  readonly width: number;
}

/** Output `i` lies at input `(i + 0.5) · scale + offset − 0.5`; positions outside have no weight (black). */
function taps(input: number, output: number, scale: number, offset: number): Taps {
  const support = Math.max(1, scale);
  const width = Math.min(input, Math.ceil(2 * support) + 1);
  const first = new Int32Array(output);
  const weights = new Float32Array(output * width);
  for (let i = 0; i < output; i++) {
    const centre = (i + 0.5) * scale + offset;
    if (centre < 0 || centre > input) continue;
    // Moved back from the end, so that all weights lie within the input.
    const from = Math.min(Math.max(0, Math.floor(centre - support)), input - width);
    const row = weights.subarray(i * width, (i + 1) * width);
    for (let k = 0; k < width; k++)
      row[k] = Math.max(0, 1 - Math.abs(from + k + 0.5 - centre) / support);
    const total = row.reduce((sum, weight) => sum + weight, 0);
    for (let k = 0; k < width; k++) row[k] = (row[k] as number) / total;
    first[i] = from;
  }
  return { first, weights, width };
}

type Size = Pick<ImageDataset, 'height' | 'width' | 'channels'>;

function layout(source: Size, to: ImageTransform): { columns: Taps; rows: Taps } {
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
export function convert(pixels: Uint8Array, from: 1 | 3, to: 1 | 3): Uint8Array {
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

/** Brings images of one size to height × width of `to`; the channels stay. */
export function createResizer(source: Size, to: ImageTransform): (image: Uint8Array) => Uint8Array {
  const { channels, width, height } = source;
  const { columns, rows } = layout(source, to);
  const row = to.width * channels;
  const wide = new Float32Array(height * row);
  const sums = new Float32Array(row);
  /** Row `y` at its new width. The sums of all three colours at once: this is where decoding a set spends its time. */
  const across = (image: Uint8Array, y: number): void => {
    for (let x = 0, out = y * row; x < to.width; x++, out += channels) {
      const first = x * columns.width;
      let at = (y * width + (columns.first[x] as number)) * channels;
      let a = 0;
      let b = 0;
      let c = 0;
      for (let k = first; k < first + columns.width; k++, at += channels) {
        const weight = columns.weights[k] as number;
        a += weight * (image[at] as number);
        if (channels === 1) continue;
        b += weight * (image[at + 1] as number);
        c += weight * (image[at + 2] as number);
      }
      wide[out] = a;
      if (channels === 1) continue;
      wide[out + 1] = b;
      wide[out + 2] = c;
    }
  };
  return (image) => {
    for (let y = 0; y < height; y++) across(image, y);
    const out = new Uint8Array(to.height * row);
    for (let y = 0; y < to.height; y++) {
      sums.fill(0.5);
      for (let k = 0; k < rows.width; k++) {
        const weight = rows.weights[y * rows.width + k] as number;
        const from = ((rows.first[y] as number) + k) * row;
        if (weight > 0)
          for (let x = 0; x < row; x++)
            sums[x] = (sums[x] as number) + weight * (wide[from + x] as number);
      }
      // Cut to whole numbers, from half a number more.
      for (let x = 0; x < row; x++) out[y * row + x] = sums[x] as number;
    }
    return out;
  };
}

/** Above this the transformed images are not kept but made again for each batch. */
const CACHE_BYTES = 256 * 2 ** 20;

/**
 * Image `index` as bytes of the scaled size. Each image is transformed when it is first asked for and kept,
 * so a run starts at once; nothing is copied where the data already has the wanted form.
 */
export function createImageReader(
  source: ImageDataset,
  wanted: ImageTransform,
): (index: number) => Uint8Array {
  const [height, width] = scaledSize(wanted);
  const to = { ...wanted, height, width };
  const size = source.height * source.width * source.channels;
  const read = (i: number): Uint8Array => source.pixels.subarray(i * size, (i + 1) * size);
  const isSameSize = source.height === to.height && source.width === to.width;
  if (isSameSize && source.channels === to.channels) return read;
  const resize = isSameSize ? (image: Uint8Array) => image : createResizer(source, to);
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

export interface Placement {
  /** Corner of the part that is cut out. */
  readonly top: number;
  readonly left: number;
  readonly isMirrored: boolean;
}

/** What each byte becomes. */
const SCALED = {
  symmetric: Float32Array.from({ length: 256 }, (_, value) => value / 127.5 - 1),
  unit: Float32Array.from({ length: 256 }, (_, value) => value / 255),
};

/** Writes height × width of one scaled image into a batch at `offset`, scaled to the range, mirrored left to right if asked. */
export function writePixels(
  image: Uint8Array,
  to: ImageTransform,
  batch: Float32Array,
  offset: number,
  { top, left, isMirrored }: Placement,
): void {
  const { height, width, channels } = to;
  const scaled = SCALED[to.range];
  const stride = scaledSize(to)[1] * channels;
  const row = width * channels;
  for (let y = 0; y < height; y++) {
    const from = (top + y) * stride + left * channels;
    const at = offset + y * row;
    if (!isMirrored) {
      for (let i = 0; i < row; i++) batch[at + i] = scaled[image[from + i] ?? 0] ?? 0;
      continue;
    }
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++)
        batch[at + (width - 1 - x) * channels + c] =
          scaled[image[from + x * channels + c] ?? 0] ?? 0;
  }
}

/** Means of factor × factor pixels, as average pooling gives them. */
export function boxAverage(
  high: Float32Array,
  { height, width, channels }: Pick<ImageTransform, 'height' | 'width' | 'channels'>,
  factor: number,
  low: Float32Array,
): void {
  const [lowWidth, rows] = [width / factor, (high.length / (width * channels)) | 0];
  if (height % factor !== 0 || width % factor !== 0)
    throw new Error(`internal: ${height} × ${width} pixels do not divide by ${factor}`);
  const share = 1 / factor ** 2;
  for (let y = 0; y < rows; y++) {
    const lowRow = Math.floor(y / factor) * lowWidth * channels;
    const highRow = y * width * channels;
    for (let x = 0; x < width; x++) {
      const at = lowRow + Math.floor(x / factor) * channels;
      const from = highRow + x * channels;
      for (let c = 0; c < channels; c++)
        low[at + c] = (low[at + c] ?? 0) + share * (high[from + c] ?? 0);
    }
  }
}
