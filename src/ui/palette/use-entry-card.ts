/** Which entry of the palette shows its card: the one under the pointer after a rest, or the one with the focus. */
import { type FocusEvent, type MouseEvent, useCallback, useEffect, useRef, useState } from 'react';

interface Shown {
  readonly id: string;
  readonly beside: DOMRect;
}

const REST_MS = 550;
/** From one entry to the next the card follows at once. */
const NEXT_MS = 60;

export function useEntryCard() {
  const [shown, setShown] = useState<Shown | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isOpen = shown !== null;

  const show = useCallback((target: EventTarget, delayMs: number) => {
    clearTimeout(timer.current);
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-entry]') : null;
    const id = row?.dataset.entry;
    timer.current = setTimeout(() => {
      const isThere = row?.isConnected === true && id !== undefined;
      setShown(isThere ? { id, beside: row.getBoundingClientRect() } : null);
    }, delayMs);
  }, []);
  const hide = useCallback(() => {
    clearTimeout(timer.current);
    setShown(null);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);

  return {
    shown,
    hide,
    watch: {
      onMouseOver: (event: MouseEvent) => show(event.target, isOpen ? NEXT_MS : REST_MS),
      onMouseLeave: hide,
      onMouseDown: hide,
      onFocus: (event: FocusEvent) => {
        if (event.target.matches(':focus-visible')) show(event.target, isOpen ? NEXT_MS : REST_MS);
      },
      onBlur: hide,
      onScrollCapture: hide,
      onDragStart: hide,
    },
  };
}
