/** A walk as a GIF that plays for ever: frames of one size, all in one palette so that colours do not flicker. */
import { applyPalette, GIFEncoder, quantize } from 'gifenc';

export interface Frames {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** RGBA, one frame after the other. */
  readonly rgba: Uint8ClampedArray;
}

/** Pixels that the palette is made from; more add nothing that is seen. */
const PALETTE_PIXELS = 200_000;

/** @param scale whole: each pixel becomes a square of so many */
export function walkGif(
  { width, height, count, rgba }: Frames,
  frameMs: number,
  scale: number,
): Uint8Array<ArrayBuffer> {
  // A stride that is prime to most widths sees all columns.
  const stride = Math.max(1, Math.ceil(rgba.length / 4 / PALETTE_PIXELS)) | 1;
  const seen: number[] = [];
  for (let at = 0; at < rgba.length; at += stride * 4) seen.push(...rgba.subarray(at, at + 4));
  const palette = quantize(Uint8Array.from(seen), 256);
  const encoder = GIFEncoder();
  const size = width * height;
  for (let frame = 0; frame < count; frame++) {
    const index = applyPalette(
      rgba.subarray(frame * size * 4, (frame + 1) * size * 4),
      palette,
      'rgb565',
    );
    const large = enlarged(index, width, height, scale);
    const first = frame === 0 ? { palette, repeat: 0 } : {};
    encoder.writeFrame(large, width * scale, height * scale, { delay: frameMs, ...first });
  }
  encoder.finish();
  return encoder.bytes();
}

function enlarged(index: Uint8Array, width: number, height: number, scale: number): Uint8Array {
  if (scale === 1) return index;
  const large = new Uint8Array(width * height * scale * scale);
  for (let y = 0; y < height * scale; y++) {
    const row = Math.floor(y / scale) * width;
    for (let x = 0; x < width * scale; x++) {
      large[y * width * scale + x] = index[row + Math.floor(x / scale)] ?? 0;
    }
  }
  return large;
}
