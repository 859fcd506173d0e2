/** The first of some places that is seen, where it is now: looked for again and again, as the page moves by itself. */
import { useEffect, useState } from 'react';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const LOOK_MS = 150;

export function useTarget(selectors: readonly string[]): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  const key = selectors.join('\n');
  useEffect(() => {
    const look = () => {
      const found = key
        .split('\n')
        .filter(Boolean)
        .flatMap((selector) => seen(document.querySelector(selector)) ?? [])[0];
      setBox((before) => (found && before && isSame(found, before) ? before : (found ?? null)));
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [key]);
  return box;
}

/** Null where it is not drawn, or scrolled out of the window. */
function seen(element: Element | null): Box | null {
  const box = element?.getBoundingClientRect();
  if (!box || box.width === 0 || box.height === 0) return null;
  const { left, top, width, height } = box;
  const isInside = left < innerWidth && top < innerHeight && left + width > 0 && top + height > 0;
  return isInside ? { left, top, width, height } : null;
}

const isSame = (a: Box, b: Box) =>
  a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
