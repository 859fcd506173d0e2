/** The focus is never lost: where what had it is taken away, it goes to what is nearest. */
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { placesOf } from '../canvas/flow-nodes.ts';
import { canvasElement, focusCanvas, focusNode } from './focus-node.ts';
import { PANELS, type PanelName, panelElement } from './panels.ts';

const FRAMES = 30;

interface LastFocus {
  readonly element: Element;
  readonly panel: PanelName | null;
  readonly isOnCanvas: boolean;
  /** Where the node stood that had it. */
  readonly place: readonly [number, number] | null;
}

function nodePlace(element: Element): readonly [number, number] | null {
  const id = element.closest<HTMLElement>('[data-id], [data-row]')?.dataset;
  const shown = graphOf(useDocumentStore.getState().document, useCanvasStore.getState().graph);
  const node = id?.id ?? id?.row;
  return (shown && node !== undefined && placesOf(shown)[node]) || null;
}

function nearestNode([x, y]: readonly [number, number]): string | null {
  const shown = graphOf(useDocumentStore.getState().document, useCanvasStore.getState().graph);
  if (!shown) return null;
  const far = ([left, top]: readonly [number, number]) => Math.abs(left - x) + Math.abs(top - y);
  const [nearest] = Object.entries(placesOf(shown)).sort((a, b) => far(a[1]) - far(b[1]));
  return nearest?.[0] ?? null;
}

function restore({ panel, isOnCanvas, place }: LastFocus): void {
  const [selected] = useCanvasStore.getState().selectedNodes;
  const beside = isOnCanvas && place ? nearestNode(place) : null;
  const body = panel && panelElement(panel);
  if (body) {
    body.tabIndex = -1;
    body.focus({ preventScroll: true });
  } else if (selected === undefined && beside) focusNode(beside);
  else focusCanvas();
}

/** Until the function that it returns is called. */
export function keepFocus(): () => void {
  let last: LastFocus | null = null;
  function onFocusIn({ target }: FocusEvent) {
    if (!(target instanceof Element)) return;
    const panel = PANELS.find((name) => panelElement(name)?.contains(target)) ?? null;
    const isOnCanvas = canvasElement()?.contains(target) ?? false;
    last = { element: target, panel, isOnCanvas, place: isOnCanvas ? nodePlace(target) : null };
  }
  function check() {
    const isLost = document.activeElement === document.body || document.activeElement === null;
    if (isLost && last && !last.element.isConnected) {
      const lost = last;
      // What gets the focus now is the last to have had it.
      last = null;
      restore(lost);
    }
  }
  // What a change takes away is gone once the page is drawn, which a busy machine does late.
  let frames = 0;
  function look() {
    check();
    frames -= 1;
    if (frames > 0) requestAnimationFrame(look);
  }
  const later = () => {
    if (frames <= 0) requestAnimationFrame(look);
    frames = FRAMES;
  };
  const stops = [useDocumentStore.subscribe(later), useCanvasStore.subscribe(later)];
  addEventListener('focusin', onFocusIn);
  return () => {
    removeEventListener('focusin', onFocusIn);
    for (const stop of stops) stop();
  };
}
