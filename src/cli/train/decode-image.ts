/** Images decoded by sharp, to the pixels that the page's browser gives. */
import { DataError } from '../../data/dataset.ts';
import type { Colour, DecodeImage } from '../../data/files/image-decoder.ts';
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
  return async (bytes, { isCmyk }, background) => {
    const image = sharp(bytes, {
      limitInputPixels: MOST_PIXELS,
      failOn: 'error',
      ignoreIcc: true,
    }).autoOrient();
    const { data, info } = await (isCmyk
      ? image.pipelineColourspace('cmyk').toColourspace('cmyk')
      : image.toColourspace('srgb')
    )
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    const pixels = isCmyk ? inksToRgb(data) : flatten(data, info.channels, background);
    return { width, height, pixels };
  };
}

/** Each ink takes its share of the light, as in browsers; sharp's own way is that of a certain press. */
function inksToRgb(data: Uint8Array): Uint8Array {
  const pixels = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    const light = 255 - (data[from + 3] ?? 0);
    for (let c = 0; c < 3; c++)
      pixels[to + c] = Math.round(((255 - (data[from + c] ?? 0)) * light) / 255);
  }
  return pixels;
}

/** Gray (1, with alpha 2) or RGB (3, with alpha 4) as RGB over the background; sharp's own would turn that gray too. */
function flatten(data: Uint8Array, channels: number, background: Colour): Uint8Array {
  if (channels === 3) return data;
  const count = data.length / channels;
  const pixels = new Uint8Array(count * 3);
  for (let p = 0; p < count; p++) {
    const alpha = channels % 2 === 0 ? (data[(p + 1) * channels - 1] ?? 0) : 255;
    for (let c = 0; c < 3; c++) {
      const value = data[p * channels + (channels > 2 ? c : 0)] ?? 0;
      pixels[p * 3 + c] = Math.round((value * alpha + (background[c] ?? 0) * (255 - alpha)) / 255);
    }
  }
  return pixels;
}
