/** A person's image at the size that a network takes: its middle, as large as fits. */

/** Rejects with what the browser says of an image that it cannot read. */
export async function pixelsOfImage(
  image: Blob | HTMLVideoElement,
  shape: readonly number[],
): Promise<Uint8ClampedArray> {
  const [height = 1, width = 1] = shape;
  const bitmap = await createImageBitmap(image);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The browser gave no canvas to read the image with.');
  const scale = Math.max(width / bitmap.width, height / bitmap.height);
  const [wide, high] = [bitmap.width * scale, bitmap.height * scale];
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, (width - wide) / 2, (height - high) / 2, wide, high);
  bitmap.close();
  return context.getImageData(0, 0, width, height).data;
}

/** The first image of what was dropped or pasted. */
export const imageAmong = (data: DataTransfer | null): File | null =>
  [...(data?.files ?? [])].find(({ type }) => type.startsWith('image/')) ?? null;
