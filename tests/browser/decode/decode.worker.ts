/** Decodes one image after another with the page's own decoder. */
import { readImageHeader } from '../../../src/data/files/image-header.ts';
import { decodeImage } from '../../../src/worker/decode-image.ts';

export type Answer =
  | { readonly width: number; readonly height: number; readonly pixels: readonly number[] }
  | { readonly error: string };

self.onmessage = async ({ data }: MessageEvent<Uint8Array>) => {
  try {
    const header = readImageHeader('image', data);
    const { width, height, pixels } = await decodeImage(data, header, [200, 100, 50]);
    self.postMessage({ width, height, pixels: [...pixels] } satisfies Answer);
  } catch (error) {
    self.postMessage({ error: String(error) } satisfies Answer);
  }
};
