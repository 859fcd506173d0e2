/** Rows put in another order: dragged by their handles, or moved by the arrow keys on one. What moves is shown in its place at once. */
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';

interface Drag {
  readonly id: string;
  readonly to: number;
}

export interface Reorder {
  /** The ids as they are to be shown. */
  readonly ids: readonly string[];
  readonly dragged: string | null;
  handle(id: string): {
    onPointerDown(event: PointerEvent<HTMLElement>): void;
    onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  };
}

/** Rows carry `data-row`; `onMove` gets the place among all of them. */
export function useReorder(
  given: readonly string[],
  onMove: (id: string, to: number) => Promise<void>,
): Reorder {
  const [drag, setDrag] = useState<Drag | null>(null);
  const dragging = useRef<Drag | null>(null);
  const place = (next: Drag | null) => {
    dragging.current = next;
    setDrag(next);
  };

  /** Shown where it was put until it is kept there: it must not jump back and forth in between. */
  async function settle(next: Drag): Promise<void> {
    place(next);
    await onMove(next.id, next.to);
    // Moved on meanwhile, it is the last move that settles.
    if (dragging.current === next) place(null);
  }

  return {
    ids: drag ? moved(given, drag.id, drag.to) : given,
    dragged: drag?.id ?? null,
    handle: (id) => ({
      onPointerDown(event) {
        const list = event.currentTarget.closest('ol');
        if (event.button !== 0 || !list) return;
        place({ id, to: given.indexOf(id) });
        // Heard on the window: a row that takes another place loses its hold of the pointer.
        const letGo = new AbortController();
        const { signal } = letGo;
        const follow = ({ clientY }: globalThis.PointerEvent) => {
          const to = rowsAbove(list, id, clientY);
          if (dragging.current && to !== dragging.current.to) place({ id, to });
        };
        const end = ({ type }: Event) => {
          letGo.abort();
          const last = dragging.current;
          if (type === 'pointerup' && last && last.to !== given.indexOf(id)) void settle(last);
          else place(null);
        };
        window.addEventListener('pointermove', follow, { signal });
        window.addEventListener('pointerup', end, { signal });
        window.addEventListener('pointercancel', end, { signal });
      },
      onKeyDown(event) {
        const by = STEPS[event.key];
        if (event.key === 'Escape') place(null);
        if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        // From where it is shown: keys that come faster than moves are kept move it on.
        const from = dragging.current?.id === id ? dragging.current.to : given.indexOf(id);
        const to = Math.min(given.length - 1, Math.max(0, from + by));
        if (to !== from) void settle({ id, to });
      },
    }),
  };
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  Home: -Infinity,
  End: Infinity,
};

/** How many of the other rows lie above a height. */
function rowsAbove(list: HTMLElement, id: string, y: number): number {
  return [...list.querySelectorAll<HTMLElement>('[data-row]')].filter((row) => {
    const { top, height } = row.getBoundingClientRect();
    return row.dataset.row !== id && top + height / 2 < y;
  }).length;
}

function moved(ids: readonly string[], id: string, to: number): readonly string[] {
  const others = ids.filter((each) => each !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}
