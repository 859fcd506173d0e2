/**
 * What fingers cannot say by keys and buttons: a long press opens the context menu where the system does not, and where drags
 * select, taps add to the selection.
 */
import { useSettingsStore } from '../../../store/settings-store.ts';
import { callOff, isDragging } from '../dragging/drag-session.ts';
import type { FlowStore } from '../flow-store.ts';

const LONG_MS = 520;
/** A finger never holds quite still. */
const STILL = 10;

export function listenToFingers(canvas: HTMLElement, store: FlowStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from = { x: 0, y: 0 };
  let hasMenu = false;
  const cancel = () => clearTimeout(timer);

  function onDown(event: PointerEvent): void {
    cancel();
    const { dragSelects } = useSettingsStore.getState().canvas;
    const adds = event.ctrlKey || event.metaKey || event.shiftKey;
    // React Flow learns of keys by itself, but may miss that one was let go outside of the window.
    store.setState({
      multiSelectionActive: adds || (dragSelects && event.pointerType === 'touch'),
    });
    if (event.pointerType !== 'touch' || !event.isPrimary) return;
    from = { x: event.clientX, y: event.clientY };
    hasMenu = false;
    const { target } = event;
    timer = setTimeout(() => {
      if (!hasMenu && target) openMenu(target, from);
    }, LONG_MS);
  }
  function onMove(event: PointerEvent): void {
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL) cancel();
  }
  /** React Flow never ends a drag that a second finger joins: it does not see it, and cards go back to where they were. */
  function onTouchMove(event: TouchEvent): void {
    if (event.touches.length < 2 || !isDragging()) return;
    callOff();
    event.stopPropagation();
  }
  const onMenu = () => {
    hasMenu = true;
  };

  canvas.addEventListener('pointerdown', onDown, true);
  addEventListener('pointermove', onMove);
  addEventListener('pointerup', cancel, true);
  addEventListener('pointercancel', cancel);
  canvas.addEventListener('contextmenu', onMenu, true);
  canvas.addEventListener('touchmove', onTouchMove, { capture: true, passive: true });
  return () => {
    cancel();
    canvas.removeEventListener('pointerdown', onDown, true);
    removeEventListener('pointermove', onMove);
    removeEventListener('pointerup', cancel, true);
    removeEventListener('pointercancel', cancel);
    canvas.removeEventListener('contextmenu', onMenu, true);
    canvas.removeEventListener('touchmove', onTouchMove, { capture: true });
  };
}

function openMenu(target: EventTarget, { x, y }: { readonly x: number; readonly y: number }): void {
  const init = { bubbles: true, cancelable: true, clientX: x, clientY: y, button: 2 };
  target.dispatchEvent(new MouseEvent('contextmenu', init));
}
