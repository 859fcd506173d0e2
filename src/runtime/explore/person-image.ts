/** A person's image as the data would give it: its numbers in the range and with the channels of the source. */
import type { Samples } from '../metrics/samples.ts';
import type { ImageSource } from './subjects.ts';

/** As ITU-R BT.601 weighs them, and the decoders of data do. */
const LUMA = [0.299, 0.587, 0.114] as const;

/** @param pixels RGBA of height × width of the source; what is transparent lies on white */
export function imageFrom(pixels: Uint8ClampedArray, { shape, range }: ImageSource): Samples {
  const [height = 1, width = 1, channels = 1] = shape;
  if (pixels.length !== height * width * 4) {
    throw new Error(
      `internal: an image of ${pixels.length / 4} pixels was given, expected ${height} × ${width}`,
    );
  }
  const [scale, shift] = range === 'symmetric' ? [2 / 255, -1] : [1 / 255, 0];
  const values = new Float32Array(height * width * channels);
  for (let p = 0; p < height * width; p++) {
    const alpha = (pixels[p * 4 + 3] ?? 0) / 255;
    const [red = 0, green = 0, blue = 0] = [0, 1, 2].map(
      (channel) => (pixels[p * 4 + channel] ?? 0) * alpha + 255 * (1 - alpha),
    );
    const own =
      channels === 1 ? [red * LUMA[0] + green * LUMA[1] + blue * LUMA[2]] : [red, green, blue];
    own.forEach((value, channel) => {
      values[p * channels + channel] = value * scale + shift;
    });
  }
  return { values, shape };
}
