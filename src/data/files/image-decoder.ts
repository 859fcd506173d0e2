/** What decodes one image: the browser in the page, sharp in Node. Both give the same pixels within rounding. */
import type { ImageHeader } from './image-header.ts';

/** A colour, 0–255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

export const WHITE: Colour = [255, 255, 255];

export interface RgbImage {
  readonly width: number;
  readonly height: number;
  /** height × width × 3, 0–255: upright as EXIF says, transparency over the background, profiles ignored. */
  readonly pixels: Uint8Array;
}

/** Rejects with whatever the decoder says where the content is broken. */
export type DecodeImage = (
  bytes: Uint8Array,
  header: ImageHeader,
  background: Colour,
) => Promise<RgbImage>;
