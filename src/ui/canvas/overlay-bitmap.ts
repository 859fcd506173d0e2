/**
 * A bitmap over all of the canvas that is seen, for what changes at every move of the pointer. Whatever changes its outline in the
 * page itself (an element, a curve) makes the browser put hundreds of cards together anew at each frame; pixels do not.
 */
import type { FlowState } from './flow-store.ts';

export function createOverlay(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  canvas.style.cssText = 'position:absolute;inset:0;pointer-events:none;z-index:5';
  return canvas;
}

/** Empties the bitmap and lets it be drawn on in the units of the graph; null where the browser gives no drawing. */
export function clearOverlay(
  canvas: HTMLCanvasElement,
  { width, height, transform: [left, top, zoom] }: FlowState,
): CanvasRenderingContext2D | null {
  const density = devicePixelRatio;
  const [across, down] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d');
  context?.setTransform(1, 0, 0, 1, 0, 0);
  context?.clearRect(0, 0, across, down);
  context?.setTransform(zoom * density, 0, 0, zoom * density, left * density, top * density);
  return context;
}
