/**
 * One step of undo for all that a hand does until it lets go, where a widget tells no end that can be relied on: it may
 * miss a press beside its track, a pointer that the browser takes away, and repeats of a key.
 */
import { useDocumentStore } from '../store/document-store.ts';
import { onNextFrame } from '../store/frame-queue.ts';

type Hand = 'pointer' | 'key';

/** Another window in front swallows the end. */
const ENDS: Readonly<Record<Hand, readonly string[]>> = {
  pointer: ['pointerup', 'pointercancel', 'blur'],
  key: ['keyup', 'pointerdown', 'blur'],
};

const held = new Set<Hand>();

/** Begins with the press; while that lasts, more calls change nothing. */
export function untilLetGo(hand: Hand): void {
  if (held.has(hand)) return;
  held.add(hand);
  const { beginGesture, endGesture } = useDocumentStore.getState();
  beginGesture();
  const controller = new AbortController();
  const end = () => {
    held.delete(hand);
    endGesture();
  };
  const letGo = () => {
    controller.abort();
    // Sliders follow the pointer a frame late.
    if (hand === 'pointer') onNextFrame(end);
    else end();
  };
  const options = { capture: true, signal: controller.signal };
  for (const type of ENDS[hand]) addEventListener(type, letGo, options);
}

/** Of a change that came by neither: by the keys of a widget that keeps their events to itself. */
export const untilKeyLetGo = (): void => {
  if (!held.has('pointer')) untilLetGo('key');
};
