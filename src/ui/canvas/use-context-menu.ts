/** Opens context menus on the canvas: by right click, by the menu key or Shift F10, by a long press. */
import { useEffect } from 'react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { menuOfSelection, openContextMenu, useContextMenu } from './context-menu-state.ts';
import { noteId } from './flow-types.ts';

const LONG_PRESS_MS = 550;
/** A finger that moves farther carries or scrolls. */
const SLACK = 8;

interface Press {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** What of the canvas a menu may be opened on; fields keep the browser's own. */
function onCanvas(target: EventTarget | null): Element | null {
  const element = target instanceof Element ? target : null;
  if (!element?.closest('#canvas') || element.closest('input, textarea, [contenteditable]')) {
    return null;
  }
  const isBare = element.closest('.react-flow') !== null || element.id === 'canvas';
  return isBare && !element.closest('.react-flow__panel') ? element : null;
}

export function useContextMenuKeys(): void {
  useEffect(() => {
    let press: Press | null = null;
    let pressedAt = 0;

    const onContextMenu = (event: MouseEvent) => {
      const target = onCanvas(event.target);
      if (!target) return;
      event.preventDefault();
      // The press of a finger has opened it already; some browsers tell both.
      if (event.timeStamp - pressedAt < 2 * LONG_PRESS_MS) return;
      if (isByKey(event)) openByKey(target);
      else openContextMenu(target, { x: event.clientX, y: event.clientY });
    };
    const onDown = (event: PointerEvent) => {
      end();
      const target = onCanvas(event.target);
      if (event.pointerType !== 'touch' || !target || !event.isPrimary) return;
      const { pointerId: id, clientX: x, clientY: y, timeStamp } = event;
      const timer = setTimeout(() => {
        press = null;
        pressedAt = timeStamp + LONG_PRESS_MS;
        openContextMenu(target, { x, y });
      }, LONG_PRESS_MS);
      press = { id, x, y, timer };
    };
    const onMove = ({ pointerId, clientX, clientY }: PointerEvent) => {
      if (press?.id !== pointerId) return;
      if (Math.hypot(clientX - press.x, clientY - press.y) > SLACK) end();
    };
    const end = () => {
      clearTimeout(press?.timer);
      press = null;
    };

    const passive = { capture: true, passive: true };
    document.addEventListener('contextmenu', onContextMenu);
    addEventListener('pointerdown', onDown, passive);
    addEventListener('pointermove', onMove, passive);
    addEventListener('pointerup', end, passive);
    addEventListener('pointercancel', end, passive);
    return () => {
      end();
      document.removeEventListener('contextmenu', onContextMenu);
      removeEventListener('pointerdown', onDown, passive);
      removeEventListener('pointermove', onMove, passive);
      removeEventListener('pointerup', end, passive);
      removeEventListener('pointercancel', end, passive);
    };
  }, []);
}

const isByKey = ({
  button,
  detail,
  clientX,
  clientY,
  pointerType,
}: MouseEvent & { readonly pointerType?: string }) =>
  button !== 2 && (pointerType === '' || (detail === 0 && clientX === 0 && clientY === 0));

/** On what has the focus, or else on what is selected, in its middle. */
function openByKey(focused: Element): void {
  const own = focused.closest('.react-flow__node');
  // A wire that was chosen by key leaves the focus on its node.
  if (own && useCanvasStore.getState().selectedEdges.length === 0) {
    openContextMenu(own, middleOf(own));
    return;
  }
  const { selectedNodes, selectedEdges, selectedNotes } = useCanvasStore.getState();
  const id = selectedNodes[0] ?? selectedNotes.map(noteId)[0] ?? selectedEdges[0];
  const drawn =
    id === undefined ? null : document.querySelector(`.react-flow [data-id="${CSS.escape(id)}"]`);
  const place = drawn ?? document.querySelector('#canvas');
  useContextMenu.setState({
    open: { menu: menuOfSelection(), at: place ? middleOf(place) : { x: 80, y: 80 } },
  });
}

function middleOf(element: Element): { readonly x: number; readonly y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
