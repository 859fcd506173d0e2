/** What breaks a gesture of the hand off. Each listens until it is told to stop; nothing behind it hears what it takes. */
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';

export function onEscape(giveUp: () => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    take(event);
    giveUp();
  };
  addEventListener('keydown', onKey, true);
  return () => removeEventListener('keydown', onKey, true);
}

/** The right button, while the left one is held. */
export function onOtherButton(giveUp: () => void): () => void {
  const onDown = (event: MouseEvent) => {
    if (event.button !== 2) return;
    take(event);
    keepMenuShut();
    giveUp();
  };
  addEventListener('mousedown', onDown, true);
  return () => removeEventListener('mousedown', onDown, true);
}

/** Until the next press: the menu of the right button comes at once or when it is let go, by system. */
export function keepMenuShut(): void {
  addEventListener('contextmenu', take, true);
  const end = () => removeEventListener('contextmenu', take, true);
  addEventListener('pointerdown', end, { capture: true, once: true });
}

/** The document, or the level on show, becomes another: what the hand holds may be gone. */
export function onChangeBelow(giveUp: () => void): () => void {
  const stops = [
    useDocumentStore.subscribe(({ document }, before) => {
      if (document !== before.document) giveUp();
    }),
    useCanvasStore.subscribe(({ graph }, before) => {
      if (graph !== before.graph) giveUp();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function take(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
