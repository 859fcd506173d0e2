/** One small picture on a canvas of its own, enlarged by whole pixels and crisp. */
import { useEffect, useRef } from 'react';
import type { Tiles } from '../../runtime/explore/tiles.ts';
import classes from './explore.module.css';

interface TileProps {
  readonly tiles: Tiles;
  readonly index: number;
  /** Of the shown picture, in CSS pixels. */
  readonly side: number;
  readonly isOverlay?: boolean;
}

export function Tile({ tiles, index, side, isOverlay = false }: TileProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) drawTile(canvas.current, tiles, index);
  }, [tiles, index]);
  const { width, height } = shownSize(tiles, side);
  return (
    <canvas
      ref={canvas}
      className={isOverlay ? classes.overlay : classes.tile}
      style={isOverlay ? {} : { width, height }}
      aria-hidden
    />
  );
}

export function drawTile(canvas: HTMLCanvasElement, tiles: Tiles, index: number): void {
  const { width, height } = tiles;
  if (width === 0 || height === 0) return;
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(pixelsOf(tiles, index), width, height), 0, 0);
}

/** A copy. */
export function pixelsOf({ rgba, width, height }: Tiles, index: number) {
  const size = width * height * 4;
  return new Uint8ClampedArray(rgba.subarray(index * size, (index + 1) * size));
}

export const oneOf = (tiles: Tiles, index: number): Tiles => ({
  ...{ width: tiles.width, height: tiles.height, count: 1 },
  rgba: pixelsOf(tiles, index),
});

/** As near to the wanted side as whole pixels allow, never below the picture itself but where that is larger than the side. */
export function shownSize(
  { width, height }: Pick<Tiles, 'width' | 'height'>,
  side: number,
): { readonly width: number; readonly height: number } {
  const largest = Math.max(1, width, height);
  const scale = largest > side ? side / largest : Math.max(1, Math.round(side / largest));
  return { width: width * scale, height: height * scale };
}
