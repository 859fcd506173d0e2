/** One image file, from its bytes to the form in which it is stored. Where this runs is up to the caller: the page has workers for it. */
import { DataError } from '../dataset.ts';
import { fitImage, halves, type StoredForm } from './fit-image.ts';
import type { Colour, DecodeImage, RgbImage } from './image-decoder.ts';
import type { ImageHeader } from './image-header.ts';
import { decodePng } from './png-image.ts';

export interface ImageJob {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly header: ImageHeader;
  readonly form: StoredForm;
  readonly background: Colour;
  /** Two images side by side. */
  readonly isPaired: boolean;
}

/** Gives the image, or of a pair both; rejects with a DataError where the file is damaged. May take the bytes away. */
export type PrepareImage = (job: ImageJob) => Promise<readonly Uint8Array[]>;

/** Larger PNGs are left to `decode`, which is quicker with them and takes less memory. */
const MOST_OWN_PIXELS = 2 ** 22;

export function preparingWith(decode: DecodeImage): PrepareImage {
  return async (job) => {
    const { form, background, isPaired } = job;
    const image = await decoded(job, decode);
    const parts = isPaired ? halvesOf(job.path, image) : [image];
    return parts.map((part) => fitImage(part, form, background));
  };
}

async function decoded(
  { path, bytes, header, background }: ImageJob,
  decode: DecodeImage,
): Promise<RgbImage> {
  const { format, width, height } = header;
  const isOwn = format === 'PNG' && width * height <= MOST_OWN_PIXELS;
  const image = isOwn ? decodePng(path, bytes, background) : null;
  try {
    return image ?? (await decode(bytes, header, background));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError(
      `"${path}" is damaged: its content could not be decoded as ${format} (${reason}). Download or copy it again.`,
    );
  }
}

function halvesOf(path: string, image: RgbImage): readonly RgbImage[] {
  if (image.width < 2)
    throw new DataError(`"${path}" is ${image.width} pixel wide and cannot be a pair.`);
  return halves(image);
}
