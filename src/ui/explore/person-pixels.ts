/** A person's image at the size that a network takes: its middle, as large as fits. */
import { useMemo } from 'react';
import type { Subject } from '../../runtime/explore/subjects.ts';
import { useExploreStore } from '../../store/explore-store.ts';

/** The person's image for what the subject is made from; null where there is none, or the subject takes none. */
export function usePersonPixels({ encoder, image: source }: Subject): Uint8ClampedArray | null {
  const image = useExploreStore((state) => state.image);
  const [height, width] = (encoder?.image ?? source)?.shape ?? [];
  return useMemo(
    () => (image && height && width ? pixelsOf(image, width, height) : null),
    [image, width, height],
  );
}

function pixelsOf(image: ImageBitmap, width: number, height: number): Uint8ClampedArray | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  const scale = Math.max(width / image.width, height / image.height);
  const [wide, high] = [image.width * scale, image.height * scale];
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, (width - wide) / 2, (height - high) / 2, wide, high);
  return context.getImageData(0, 0, width, height).data;
}
