/** A sample sheet's bytes as a picture: a bitmap to draw at once, and a PNG to keep. */
import type { ViewResult } from '../runtime/trainer-types.ts';

export async function paint({
  width,
  height,
  rgba,
}: Extract<ViewResult, { type: 'preview' }>): Promise<{
  readonly bitmap: ImageBitmap;
  readonly png: Blob;
}> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) {
    throw new Error(
      `Could not draw the sample sheet: the browser gave no canvas of ${width} × ${height}. Close other tabs and resume.`,
    );
  }
  const image = context.createImageData(width, height);
  image.data.set(rgba);
  context.putImageData(image, 0, 0);
  const png = await canvas.convertToBlob({ type: 'image/png' });
  return { bitmap: canvas.transferToImageBitmap(), png };
}
