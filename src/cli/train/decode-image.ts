/** Images decoded by sharp, to the pixels that the page's browser gives. */
import { DataError } from '../../data/dataset.ts';
import type { DecodeImage } from '../../data/files/image-decoder.ts';
import { MOST_PIXELS } from '../../data/files/image-header.ts';

/** Sharp is native code, fetched for this system when Ganvas was installed. */
export async function createImageDecoder(): Promise<DecodeImage> {
  const { default: sharp } = await import('sharp').catch((error: unknown) => {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new DataError(
      `Images cannot be decoded here: the package "sharp" does not load (${reason}). Run "npm ci" on this machine.`,
    );
  });
  // Many small images at a time keep all cores busy; threads within each would only get in the way.
  sharp.concurrency(1);
  sharp.cache(false);
  return async (bytes, _header, [r, g, b]) => {
    const { data, info } = await sharp(bytes, {
      limitInputPixels: MOST_PIXELS,
      failOn: 'error',
      ignoreIcc: true,
    })
      .autoOrient()
      .flatten({ background: { r, g, b } })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    if (channels === 3) return { width, height, pixels: data };
    const pixels = new Uint8Array(width * height * 3);
    for (let p = 0; p < width * height; p++)
      for (let c = 0; c < 3; c++)
        pixels[p * 3 + c] = data[p * channels + (channels > 2 ? c : 0)] ?? 0;
    return { width, height, pixels };
  };
}
