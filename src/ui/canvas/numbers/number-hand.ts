/**
 * The pointer on the numbers of cards: a drag sideways changes one, a double click opens it. Listens on the canvas itself, so
 * that cards need no listeners; by their class, React Flow leaves the drag alone.
 */
import { useDocumentStore } from '../../../store/document-store.ts';
import { followScrub } from '../../inspector/fields/use-scrub.ts';
import { swallow } from '../swallow.ts';
import { heldWire } from '../wiring/wire-hand.ts';
import { setNumber, settingOf } from './card-numbers.ts';
import { editNumber, numberAt } from './number-editing.ts';

export function listenOnNumbers(canvas: HTMLElement): () => void {
  let stop: (() => void) | null = null;

  function onDown(event: PointerEvent): void {
    const isPlain = event.button === 0 && event.isPrimary && event.pointerType !== 'touch';
    const number = isPlain && !heldWire() ? numberAt(event.target) : null;
    const setting = number && settingOf(useDocumentStore.getState(), number);
    if (!number || typeof setting?.value !== 'number') return;
    stop?.();
    const onChange = (next: unknown) => {
      if (typeof next === 'number') setNumber(number, next);
    };
    const scrub = { value: setting.value, bounds: setting.meta, onChange };
    stop = followScrub(event, { current: scrub }, (isDrag) => {
      stop = null;
      // The click that ends a drag would select the card.
      if (isDrag) swallow(canvas, ['click']);
    });
  }
  function onDoubleClick(event: MouseEvent): void {
    const number = numberAt(event.target);
    if (!number) return;
    // Else the card would be entered.
    event.stopPropagation();
    editNumber(number);
  }

  canvas.addEventListener('pointerdown', onDown, true);
  canvas.addEventListener('dblclick', onDoubleClick, true);
  return () => {
    stop?.();
    canvas.removeEventListener('pointerdown', onDown, true);
    canvas.removeEventListener('dblclick', onDoubleClick, true);
  };
}
