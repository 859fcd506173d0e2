/** Reads an image of the person's for a checkpoint to work on: refused with a sentence before anything large is decoded. */
import { DataError } from '../data/dataset.ts';
import { readImageHeader } from '../data/files/image-header.ts';

/** A photograph of 100 megapixels is smaller. */
const MOST_MEGABYTES = 100;
/** Networks here take far less. */
const MOST_SIDE = 1024;

/** At most MOST_SIDE high and wide. Rejects with a sentence. */
export async function readImage(file: File): Promise<ImageBitmap> {
  const megabytes = file.size / 2 ** 20;
  if (megabytes > MOST_MEGABYTES) {
    throw new DataError(
      `"${file.name}" has ${Math.round(megabytes)} MB, more than the ${MOST_MEGABYTES} MB that are read here. Make it smaller.`,
    );
  }
  readImageHeader(file.name, await bytesOf(file));
  try {
    return await bounded(await createImageBitmap(file));
  } catch {
    throw new DataError(
      `"${file.name}" cannot be decoded by this browser. Save it anew as a PNG or JPEG.`,
    );
  }
}

/** What the camera sees now. */
export const readCamera = async (video: HTMLVideoElement): Promise<ImageBitmap> =>
  bounded(await createImageBitmap(video));

/** The first image of what was dropped or pasted, or the first file: why that is none is said as it is read. */
export function imageAmong(data: DataTransfer | null): File | null {
  const files = [...(data?.files ?? [])];
  return files.find(({ type }) => type.startsWith('image/')) ?? files[0] ?? null;
}

async function bytesOf(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new DataError(
      `"${file.name}" cannot be read: it was moved or changed, or it is a folder. Choose it again.`,
    );
  }
}

async function bounded(image: ImageBitmap): Promise<ImageBitmap> {
  const scale = MOST_SIDE / Math.max(image.width, image.height);
  if (scale >= 1) return image;
  const small = await createImageBitmap(image, {
    resizeWidth: Math.max(1, Math.round(image.width * scale)),
    resizeHeight: Math.max(1, Math.round(image.height * scale)),
    resizeQuality: 'high',
  });
  image.close();
  return small;
}
