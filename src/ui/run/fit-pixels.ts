/** How large to show a small picture, and whether its pixels stay crisp there. Pure. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Fit extends Size {
  /** Shrunk: several of its pixels share one of the screen. */
  readonly isSmooth: boolean;
}

/** Of the room that a scale of any fraction would fill, a whole one must fill this much of the side to be preferred. */
const ENOUGH = 0.75;

/**
 * Size in CSS pixels. Enlarged it is crisp: by a whole number of device pixels where that fills the box well, else as
 * large as fits, with pixels of uneven size. A picture larger than its box is shrunk to fit, smooth.
 */
export function fitPixels(picture: Size, box: Size, pixelRatio: number): Fit {
  if (picture.width < 1 || picture.height < 1) return { width: 0, height: 0, isSmooth: false };
  const scale = Math.max(
    0,
    Math.min((box.width * pixelRatio) / picture.width, (box.height * pixelRatio) / picture.height),
  );
  const whole = Math.floor(scale);
  const used = whole / scale >= ENOUGH ? whole : scale;
  return {
    width: (picture.width * used) / pixelRatio,
    height: (picture.height * used) / pixelRatio,
    isSmooth: scale < 1,
  };
}
