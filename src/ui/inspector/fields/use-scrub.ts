/**
 * Dragging a number: from a label or a field that nobody types in, sideways, as one step of undo. Shift is finer, Ctrl
 * coarser; Escape takes the drag back. A press without a drag is left to the caller.
 */
import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';
import { useDocumentStore } from '../../../store/document-store.ts';
import { MIXED, Relative } from './mixed.ts';
import { moved, type Pace, type Steps, scrubbed } from './scrub.ts';

/** A hand shakes by less. */
const THRESHOLD = 3;

export interface ScrubOptions {
  /** A number, or `MIXED`; anything else is not dragged. */
  readonly value: unknown;
  readonly bounds: Steps;
  readonly onChange: (value: number | Relative) => void;
  /** The pointer was pressed and let go in one place. */
  readonly onPress?: () => void;
}

export function useScrub(options: ScrubOptions) {
  const latest = useRef(options);
  latest.current = options;
  const stop = useRef<(() => void) | null>(null);
  const wasDragged = useRef(false);
  useEffect(() => () => stop.current?.(), []);
  const canScrub = typeof options.value === 'number' || options.value === MIXED;

  const isOurs = ({ target, button }: MouseEvent<HTMLElement>) => {
    const isTyping = target instanceof HTMLInputElement && target === document.activeElement;
    return button === 0 && canScrub && !isTyping;
  };

  return {
    canScrub,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (!isOurs(event)) return;
        stop.current?.();
        wasDragged.current = false;
        stop.current = followScrub(event.nativeEvent, latest, (isDrag) => {
          stop.current = null;
          wasDragged.current = isDrag;
        });
      },
      /** Else the press would put the caret into the field; what is typed elsewhere ends all the same. */
      onMouseDown(event: MouseEvent<HTMLElement>) {
        if (!isOurs(event)) return;
        event.preventDefault();
        if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
      },
      /** The click that ends a drag is none. */
      onClick(event: MouseEvent<HTMLElement>) {
        if (wasDragged.current) event.preventDefault();
        wasDragged.current = false;
      },
    },
  };
}

const paceOf = (event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): Pace =>
  event.shiftKey ? 'fine' : event.ctrlKey || event.metaKey ? 'coarse' : 'usual';

/** Listens until the pointer is let go; answers what ends it early. */
export function followScrub(
  down: globalThis.PointerEvent,
  latest: { readonly current: ScrubOptions },
  onEnd: (isDrag: boolean) => void,
): () => void {
  const { beginGesture, endGesture, cancelGesture } = useDocumentStore.getState();
  const { value, bounds } = latest.current;
  const gesture = {};
  let isDragging = false;
  let pace = paceOf(down);
  // Where the pointer was, and the number, when the pace last changed: a key must not make the number jump.
  let anchor = { x: down.clientX, value: value as number, pixels: 0 };
  let current = value as number;
  let pixels = 0;

  function onMove(event: globalThis.PointerEvent) {
    if (event.pointerId !== down.pointerId) return;
    if (!isDragging) {
      if (Math.abs(event.clientX - down.clientX) < THRESHOLD) return;
      isDragging = true;
      anchor = { ...anchor, x: event.clientX };
      beginGesture();
      // The pointer keeps its form wherever it goes.
      if (down.target instanceof Element) down.target.setPointerCapture(down.pointerId);
    }
    const next = paceOf(event);
    if (next !== pace) anchor = { x: event.clientX, value: current, pixels };
    pace = next;
    const way = event.clientX - anchor.x;
    if (value === MIXED) {
      pixels = anchor.pixels + way;
      const change = moved(pixels, bounds, pace);
      latest.current.onChange(
        new Relative(gesture, (own) => (typeof own === 'number' ? change(own) : own)),
      );
      return;
    }
    const number = scrubbed(anchor.value, way, bounds, pace);
    if (number === current) return;
    current = number;
    latest.current.onChange(number);
  }

  function onUp(event: globalThis.PointerEvent) {
    if (event.pointerId !== down.pointerId) return;
    const isPress = !isDragging && event.type === 'pointerup';
    if (isDragging) endGesture();
    end();
    if (isPress) latest.current.onPress?.();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (isDragging) cancelGesture();
    end();
  }

  function end() {
    removeEventListener('pointermove', onMove);
    removeEventListener('pointerup', onUp);
    removeEventListener('pointercancel', onUp);
    removeEventListener('keydown', onKeyDown, true);
    onEnd(isDragging);
  }

  addEventListener('pointermove', onMove);
  addEventListener('pointerup', onUp);
  addEventListener('pointercancel', onUp);
  addEventListener('keydown', onKeyDown, true);
  return () => {
    if (isDragging) endGesture();
    end();
  };
}
