/** How large to show a small picture, and whether its pixels stay crisp there. Pure. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Fit extends Size {
  /** Drawn smoothly: uneven pixels would be seen. */
  readonly isSmooth: boolean;
}

/**
 * Size in CSS pixels. Enlarged by a whole number of device pixels, crisp; a picture larger than its box is shrunk
 * to fit, smooth.
 */
export function fitPixels(picture: Size, box: Size, pixelRatio: number): Fit {
  if (picture.width < 1 || picture.height < 1) return { width: 0, height: 0, isSmooth: false };
  const scale = Math.max(
    0,
    Math.min((box.width * pixelRatio) / picture.width, (box.height * pixelRatio) / picture.height),
  );
  const isSmooth = scale < 1;
  const used = isSmooth ? scale : Math.floor(scale);
  return {
    width: (picture.width * used) / pixelRatio,
    height: (picture.height * used) / pixelRatio,
    isSmooth,
  };
}
