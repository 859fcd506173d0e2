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
    onPointerMove(event: PointerEvent<HTMLElement>): void;
    onPointerUp(): void;
    onPointerCancel(): void;
    onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  };
}

/** Rows carry `data-row`; `onMove` gets the place among all of them. */
export function useReorder(
  given: readonly string[],
  onMove: (id: string, to: number) => void,
): Reorder {
  const [drag, setDrag] = useState<Drag | null>(null);
  const dragging = useRef<Drag | null>(null);
  const place = (next: Drag | null) => {
    dragging.current = next;
    setDrag(next);
  };

  function drop(): void {
    const now = dragging.current;
    place(null);
    if (now && given.indexOf(now.id) !== now.to) onMove(now.id, now.to);
  }

  return {
    ids: drag ? moved(given, drag.id, drag.to) : given,
    dragged: drag?.id ?? null,
    handle: (id) => ({
      onPointerDown(event) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        place({ id, to: given.indexOf(id) });
      },
      onPointerMove(event) {
        const now = dragging.current;
        if (!now) return;
        const to = rowAt(event.currentTarget, event.clientY);
        if (to !== now.to) place({ id, to });
      },
      onPointerUp: drop,
      onPointerCancel: () => place(null),
      onKeyDown(event) {
        const by = STEPS[event.key];
        if (event.key === 'Escape') place(null);
        if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        const from = given.indexOf(id);
        const to = Math.min(given.length - 1, Math.max(0, from + by));
        if (to !== from) onMove(id, to);
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

/** How many rows lie above a height, the one that is being dragged among them. */
function rowAt(handle: HTMLElement, y: number): number {
  const rows = [...(handle.closest('ol')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const above = rows.filter((row) => {
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2 < y && !row.contains(handle);
  });
  return above.length;
}

function moved(ids: readonly string[], id: string, to: number): readonly string[] {
  const others = ids.filter((each) => each !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}
