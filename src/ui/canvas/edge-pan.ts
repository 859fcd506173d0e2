/** Pans the canvas while something is held near its edge, as far as the hand goes over it. */
import { flowState } from './flow-store.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** So near to the edge, in pixels of the window; and by so much a frame at the very edge. */
const EDGE = 36;
const FASTEST = 14;

/** `point` is where the hand is now; `onPan` hears of each step. Returns what ends it. */
export function panAtEdges(bounds: DOMRect, point: () => Point, onPan: () => void): () => void {
  let frame = requestAnimationFrame(step);
  function step(): void {
    const { x, y } = point();
    const by = {
      x: speed(x, bounds.left, bounds.right),
      y: speed(y, bounds.top, bounds.bottom),
    };
    if (by.x !== 0 || by.y !== 0) {
      void flowState()?.panBy(by);
      onPan();
    }
    frame = requestAnimationFrame(step);
  }
  return () => cancelAnimationFrame(frame);
}

function speed(at: number, from: number, to: number): number {
  const [before, after] = [from + EDGE - at, at - (to - EDGE)];
  const share = Math.min(1, Math.max(before, after, 0) / EDGE);
  return share === 0 ? 0 : Math.sign(before - after) * share * FASTEST;
}
