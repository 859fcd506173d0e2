/** How large to show a small picture so that its pixels stay crisp. Pure. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Size in CSS pixels; whole multiples of device pixels while the picture is smaller than its box. */
export function fitPixels(picture: Size, box: Size, pixelRatio: number): Size {
  if (picture.width < 1 || picture.height < 1) return { width: 0, height: 0 };
  const scale = Math.min(
    (box.width * pixelRatio) / picture.width,
    (box.height * pixelRatio) / picture.height,
  );
  const whole = scale >= 1 ? Math.floor(scale) : Math.max(0, scale);
  return {
    width: (picture.width * whole) / pixelRatio,
    height: (picture.height * whole) / pixelRatio,
  };
}
