/**
 * Images decoded by the browser, off the page's thread. Transparency is laid over the background by the canvas itself;
 * colour profiles are ignored, so that bytes in a file are bytes in the data on every machine.
 */
import type { DecodeImage } from '../data/files/image-decoder.ts';

export const decodeImage: DecodeImage = async (bytes, { format, orientation = 1 }, background) => {
  const type = { PNG: 'image/png', JPEG: 'image/jpeg', WebP: 'image/webp' }[format];
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type });
  const bitmap = await createImageBitmap(blob, {
    colorSpaceConversion: 'none',
    // Browsers differ in whether they turn a WebP, so that is done here.
    imageOrientation: format === 'WebP' ? 'none' : 'from-image',
    premultiplyAlpha: 'none',
  });
  try {
    const isLying = orientation > 4;
    const width = isLying ? bitmap.height : bitmap.width;
    const height = isLying ? bitmap.width : bitmap.height;
    const context = canvasOf(width, height);
    context.fillStyle = `rgb(${background.join(' ')})`;
    context.fillRect(0, 0, width, height);
    const [a, b, c, d] = TURNS[orientation] ?? UPRIGHT;
    // Whatever is turned or mirrored away from the corner is moved back into it.
    context.setTransform(a, b, c, d, a + c < 0 ? width : 0, b + d < 0 ? height : 0);
    context.drawImage(bitmap, 0, 0);
    context.resetTransform();
    const { data } = context.getImageData(0, 0, width, height);
    const pixels = new Uint8Array(width * height * 3);
    for (let from = 0, to = 0; to < pixels.length; from += 4, to += 3) {
      pixels[to] = data[from] ?? 0;
      pixels[to + 1] = data[from + 1] ?? 0;
      pixels[to + 2] = data[from + 2] ?? 0;
    }
    return { width, height, pixels };
  } finally {
    bitmap.close();
  }
};

/** By EXIF's orientation, where x and y of the image go: x′ = a·x + c·y, y′ = b·x + d·y. */
const UPRIGHT = [1, 0, 0, 1] as const;
const TURNS: Readonly<Record<number, readonly [number, number, number, number]>> = {
  2: [-1, 0, 0, 1],
  3: [-1, 0, 0, -1],
  4: [1, 0, 0, -1],
  5: [0, 1, 1, 0],
  6: [0, 1, -1, 0],
  7: [0, -1, -1, 0],
  8: [0, -1, 1, 0],
};

/** Larger canvases are not kept. */
const KEPT_SIDE = 1024;
let kept: OffscreenCanvasRenderingContext2D | null = null;

/** Between taking it and reading from it nothing waits, so one canvas serves all that are decoded at once. */
function canvasOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  if (kept && kept.canvas.width >= width && kept.canvas.height >= height) return kept;
  const isSmall = width <= KEPT_SIDE && height <= KEPT_SIDE;
  const canvas = isSmall
    ? new OffscreenCanvas(
        Math.max(width, kept?.canvas.width ?? 0),
        Math.max(height, kept?.canvas.height ?? 0),
      )
    : new OffscreenCanvas(width, height);
  // Read back after every drawing: memory of the processor suits that, a texture does not.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('the browser gives no canvas to read images with');
  if (isSmall) kept = context;
  return context;
}
