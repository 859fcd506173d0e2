/** Opens context menus on the canvas: by right click, by the menu key or Shift F10. A long press comes as a right click (`selecting/touch.ts`). */
import { useEffect } from 'react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { menuOfSelection, openContextMenu, useContextMenu } from './context-menu-state.ts';
import { noteId } from './flow-types.ts';

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
    const onContextMenu = (event: MouseEvent) => {
      const target = onCanvas(event.target);
      if (!target) return;
      event.preventDefault();
      if (isByKey(event)) openByKey(target);
      else openContextMenu(target, { x: event.clientX, y: event.clientY });
    };
    document.addEventListener('contextmenu', onContextMenu);
    return () => document.removeEventListener('contextmenu', onContextMenu);
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
