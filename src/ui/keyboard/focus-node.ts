/** Moves the focus on the canvas, or in the list that stands in its place. */
import { useCanvasStore } from '../../store/canvas-store.ts';

const MOST_FRAMES = 180;

/** The canvas, or the list in its place. */
export const canvasElement = (): HTMLElement | null => document.getElementById('canvas');

const nodeElement = (id: string): HTMLElement | null =>
  canvasElement()?.querySelector<HTMLElement>(
    `.react-flow__node[data-id="${CSS.escape(id)}"], [data-row="${CSS.escape(id)}"]`,
  ) ?? null;

const isInDialog = () => document.activeElement?.closest('[role="dialog"]') != null;

let wanted = 0;

/** Gives a node the focus as soon as it is drawn, unless it is wanted elsewhere by then; `delayMs` from now at the earliest. */
export function focusNode(id: string, delayMs = 0): void {
  wanted += 1;
  const request = wanted;
  let frames = 0;
  const attempt = () => {
    if (request !== wanted) return;
    const element = nodeElement(id);
    // Of a dialog that a quick hand has opened meanwhile, it would take the keys.
    if (element && !isInDialog()) {
      element.focus({ preventScroll: element.dataset.row === undefined });
      if (element.dataset.row !== undefined) element.scrollIntoView({ block: 'nearest' });
      // A level is hidden until it has found its place, and what is hidden takes no focus.
      if (document.activeElement === element) return;
    }
    frames += 1;
    if (frames < MOST_FRAMES) requestAnimationFrame(attempt);
  };
  if (delayMs > 0) setTimeout(attempt, delayMs);
  else attempt();
}

/** Whatever still waits for its node gives way: the focus goes elsewhere on purpose. */
export function waitForNoNode(): void {
  wanted += 1;
}

/** Back to where the person was on the canvas: the selected node, or the canvas itself. */
export function focusCanvas(): void {
  const [id] = useCanvasStore.getState().selectedNodes;
  if (id !== undefined && nodeElement(id)) focusNode(id);
  else canvasElement()?.focus({ preventScroll: true });
}
