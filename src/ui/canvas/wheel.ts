/**
 * A wheel zooms, as in every node editor; two fingers on a trackpad pan, and zoom by pinching. Both arrive as the same event:
 * a wheel turns in notches along one axis, fingers glide.
 */
import { flowState } from './flow-store.ts';

interface Turn {
  readonly deltaX: number;
  readonly deltaY: number;
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  /** Of Chromium and Safari: 120 for each notch. */
  readonly wheelDeltaY?: number;
}

/** Whether fingers glide. Pinching comes with Control held. */
export function isGlide(turn: Turn): boolean {
  const { deltaX, deltaY, deltaMode, ctrlKey, metaKey, wheelDeltaY } = turn;
  if (ctrlKey || metaKey || deltaMode !== 0) return false;
  if (deltaX !== 0) return true;
  if (wheelDeltaY !== undefined && wheelDeltaY !== 0) return wheelDeltaY % 120 !== 0;
  return Math.abs(deltaY) < 40 || !Number.isInteger(deltaY);
}

export function listenToWheel(canvas: HTMLElement): () => void {
  function onWheel(event: WheelEvent): void {
    const { target } = event;
    if (!(target instanceof Element) || !isGlide(event)) return;
    if (target.closest('.nowheel, .react-flow__minimap')) return;
    event.preventDefault();
    event.stopPropagation();
    void flowState()?.panBy({ x: -event.deltaX, y: -event.deltaY });
  }
  canvas.addEventListener('wheel', onWheel, { capture: true, passive: false });
  return () => canvas.removeEventListener('wheel', onWheel, { capture: true });
}
