/**
 * Sprites as tf.js examples use them: one PNG, each row of which is an image of √width × √width pixels, and a file of
 * label bytes, one for each image or one-hot over the classes. `mnist_images.png` is 784 wide and 65,000 high.
 */
import { DataError, type ImageDataset } from '../dataset.ts';
import { convert } from '../transform.ts';
import type { Colour } from './image-decoder.ts';
import { readPngRows } from './png-rows.ts';
import { readWhole, type SourceFile } from './source-file.ts';

const LEAST_SIDE = 4;
/** A sprite is far higher than wide; nothing that one would call a picture is. */
const LEAST_SLENDERNESS = 4;
const MOST_BYTES = 2 ** 29;
const PNG_HEAD = 33;

/** Width and height of a PNG that looks like a sprite, or null. */
export async function spriteSize(
  file: SourceFile,
  hasLabels: boolean,
): Promise<{ readonly width: number; readonly height: number } | null> {
  if (!/\.png$/i.test(file.path) || file.size < PNG_HEAD) return null;
  const head = await file.read(0, PNG_HEAD);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getUint32(0) !== 0x89504e47) return null;
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const side = Math.sqrt(width);
  const isHigh = hasLabels || height >= LEAST_SLENDERNESS * width;
  return Number.isInteger(side) && side >= LEAST_SIDE && isHigh ? { width, height } : null;
}

export async function decodeSprite(
  image: SourceFile,
  labels: SourceFile | undefined,
  background: Colour,
): Promise<ImageDataset> {
  const size = await spriteSize(image, true);
  if (!size) throw new Error(`internal: "${image.path}" is no sprite.`);
  const { width, height: count } = size;
  if (width * count * 3 > MOST_BYTES)
    throw new DataError(
      `"${image.path}" is a sprite of ${count.toLocaleString('en-US')} images of ${width} pixels, more than the ${MOST_BYTES.toLocaleString('en-US')} bytes that are unpacked at once. Bring it in parts.`,
    );
  const rows = new SpriteRows(width, count);
  readPngRows(image.path, await readWhole(image), background, (row, y) => rows.put(row, y));
  const { pixels, channels } = rows;
  const name = (image.path.split('/').at(-1) ?? image.path).replace(/\.png$/i, '');
  const side = Math.sqrt(width);
  const base = {
    type: 'images',
    name,
    count,
    height: side,
    width: side,
    channels,
    pixels,
  } as const;
  return labels ? { ...base, labels: await readLabels(labels, count, image.path) } : base;
}

/** Rows of gray take a third of the memory, until one is of another colour. */
class SpriteRows {
  pixels: Uint8Array;
  channels: 1 | 3 = 1;

  constructor(
    private readonly width: number,
    private readonly count: number,
  ) {
    this.pixels = new Uint8Array(width * count);
  }

  put(row: Uint8Array, y: number): void {
    if (this.channels === 1 && !isGray(row)) {
      const gray = this.pixels.subarray(0, y * this.width);
      this.pixels = new Uint8Array(this.width * this.count * 3);
      this.pixels.set(convert(gray, 1, 3));
      this.channels = 3;
    }
    if (this.channels === 3) this.pixels.set(row, y * row.length);
    else
      for (let x = 0, at = y * this.width; x < this.width; x++)
        this.pixels[at + x] = row[3 * x] as number;
  }
}

function isGray(row: Uint8Array): boolean {
  for (let i = 0; i < row.length; i += 3)
    if (row[i] !== row[i + 1] || row[i] !== row[i + 2]) return false;
  return true;
}

async function readLabels(file: SourceFile, count: number, image: string): Promise<Uint8Array> {
  const bytes = await readWhole(file);
  if (bytes.length === count) return bytes;
  const classes = bytes.length / count;
  if (!Number.isInteger(classes) || classes > 256)
    throw new DataError(
      `"${image}" holds ${count.toLocaleString('en-US')} images, but "${file.path}" has ${bytes.length.toLocaleString('en-US')} bytes: one for each image, or one for each image and class, were expected. Bring the labels of these images.`,
    );
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const hot = bytes.subarray(i * classes, (i + 1) * classes);
    const label = hot.indexOf(1);
    if (label < 0 || hot.some((value, k) => value !== 0 && k !== label))
      throw new DataError(
        `"${file.path}" is no one-hot file of ${classes} classes: the ${classes} bytes of image ${i} should hold one 1 and zeros. Bring the labels of "${image}".`,
      );
    labels[i] = label;
  }
  return labels;
}
