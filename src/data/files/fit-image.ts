/**
 * A decoded image at the one size and form in which a set is stored. Shrinking averages over the area that each
 * pixel covers (`transform.ts`); `pad` fills its margin with the background.
 */
import { convert, createResizer, type ImageTransform } from '../transform.ts';
import type { Colour, RgbImage } from './image-decoder.ts';

export interface StoredForm {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  readonly fit: ImageTransform['fit'];
}

/** Images are stored no larger than this; a node that asks for more gets them enlarged, batch by batch. */
const MOST_SIDE = 512;

/** The form in which images are stored for a node: what it reads, as long as that is not too large to keep. */
export function storedForm(
  transform: Omit<ImageTransform, 'type' | 'range' | 'isFlipped'>,
): StoredForm {
  const { channels, fit, resize } = transform;
  const [height, width] = resize ?? [transform.height, transform.width];
  const scale = Math.min(1, MOST_SIDE / Math.max(height, width));
  const side = (length: number): number => Math.max(1, Math.round(length * scale));
  return { height: side(height), width: side(width), channels, fit };
}

export function fitImage(image: RgbImage, form: StoredForm, background: Colour): Uint8Array {
  const { height, width, fit } = form;
  if (fit !== 'pad') return resized(image, form, fit);
  const scale = Math.min(width / image.width, height / image.height);
  const innerWidth = Math.min(width, Math.max(1, Math.round(image.width * scale)));
  const innerHeight = Math.min(height, Math.max(1, Math.round(image.height * scale)));
  const inner = { ...form, width: innerWidth, height: innerHeight };
  const pixels = resized(image, inner, 'stretch');
  if (innerWidth === width && innerHeight === height) return pixels;
  return framed(pixels, inner, form, background);
}

type Resize = (image: Uint8Array) => Uint8Array;

/** Sets hold few sizes of images, and the weights of a resizing cost more than a small image itself. */
const resizers = new Map<string, Resize>();
const RESIZERS_KEPT = 32;
/** Larger images hold on to too much memory. */
const LARGEST_KEPT = 2 ** 18;

function resized(image: RgbImage, form: StoredForm, fit: StoredForm['fit']): Uint8Array {
  const { height, width, channels } = form;
  const isSame = image.height === height && image.width === width;
  const pixels = isSame ? image.pixels : resizerFor(image, form, fit)(image.pixels);
  return convert(pixels, 3, channels);
}

function resizerFor(image: RgbImage, form: StoredForm, fit: StoredForm['fit']): Resize {
  const { height, width } = form;
  const key = [image.height, image.width, height, width, fit].join();
  const known = resizers.get(key);
  if (known) return known;
  const source = { height: image.height, width: image.width, channels: 3 } as const;
  const to = { type: 'image', ...form, fit, range: 'unit', isFlipped: false } as const;
  const made = createResizer(source, to);
  if (image.height * image.width > LARGEST_KEPT) return made;
  if (resizers.size >= RESIZERS_KEPT) resizers.clear();
  resizers.set(key, made);
  return made;
}

function framed(
  pixels: Uint8Array,
  inner: StoredForm,
  outer: StoredForm,
  background: Colour,
): Uint8Array {
  const { channels } = outer;
  const margin = channels === 3 ? background : [luma(background)];
  const out = new Uint8Array(outer.height * outer.width * channels);
  for (let i = 0; i < out.length; i++) out[i] = margin[i % channels] ?? 0;
  const top = Math.floor((outer.height - inner.height) / 2);
  const left = Math.floor((outer.width - inner.width) / 2);
  const row = inner.width * channels;
  for (let y = 0; y < inner.height; y++)
    out.set(pixels.subarray(y * row, (y + 1) * row), ((top + y) * outer.width + left) * channels);
  return out;
}

/** ITU-R BT.601, as `transform.ts` has it. */
const luma = ([red, green, blue]: Colour): number =>
  Math.round(0.299 * red + 0.587 * green + 0.114 * blue);

/** The left and right half of a pair that lies side by side; a middle column of odd widths belongs to neither. */
export function halves(image: RgbImage): readonly [RgbImage, RgbImage] {
  const width = Math.floor(image.width / 2);
  const cut = (from: number): RgbImage => {
    const pixels = new Uint8Array(width * image.height * 3);
    for (let y = 0; y < image.height; y++) {
      const start = (y * image.width + from) * 3;
      pixels.set(image.pixels.subarray(start, start + width * 3), y * width * 3);
    }
    return { width, height: image.height, pixels };
  };
  return [cut(0), cut(image.width - width)];
}
