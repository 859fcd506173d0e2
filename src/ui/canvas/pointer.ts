/**
 * Where the pointer was last, for commands that act there: a paste lands under it. While a command runs from a context
 * menu, the place where the menu was opened stands for it.
 */

interface Place {
  readonly x: number;
  readonly y: number;
}

let last: (Place & { readonly isOnCanvas: boolean }) | null = null;
let opened: Place | null = null;
let isAlt = false;

/** Listens for as long as the page; returns what ends it. */
export function followPointer(): () => void {
  const follow = ({ clientX: x, clientY: y, target, altKey }: PointerEvent) => {
    holdAlt(altKey);
    const isOnCanvas = target instanceof Element && target.closest('.react-flow') !== null;
    last = { x, y, isOnCanvas };
  };
  const leave = () => {
    last = null;
  };
  const onKey = ({ altKey }: KeyboardEvent) => holdAlt(altKey);
  // Another window may hear that the key is let go.
  const onBlur = () => holdAlt(false);
  addEventListener('keydown', onKey, true);
  addEventListener('keyup', onKey, true);
  addEventListener('blur', onBlur);
  addEventListener('pointermove', follow, { capture: true, passive: true });
  addEventListener('pointerdown', follow, { capture: true, passive: true });
  addEventListener('pointerup', follow, { capture: true, passive: true });
  document.documentElement.addEventListener('pointerleave', leave);
  return () => {
    removeEventListener('keydown', onKey, true);
    removeEventListener('keyup', onKey, true);
    removeEventListener('blur', onBlur);
    removeEventListener('pointermove', follow, { capture: true });
    removeEventListener('pointerdown', follow, { capture: true });
    removeEventListener('pointerup', follow, { capture: true });
    document.documentElement.removeEventListener('pointerleave', leave);
  };
}

function holdAlt(isHeld: boolean): void {
  if (isHeld === isAlt) return;
  isAlt = isHeld;
  // A style sheet shows by it that a drag makes copies.
  document.documentElement.toggleAttribute('data-alt', isHeld);
}

/** A point of the window, or null while the pointer is not over the canvas. */
export function pointerOnCanvas(): Place | null {
  return opened ?? (last?.isOnCanvas ? last : null);
}

/** At the last event of the pointer or of a key. */
export const isAltHeld = (): boolean => isAlt;

/** Where the context menu was opened from which a command runs. */
export const menuPlace = (): Place | null => opened;

export function actAt(place: Place, act: () => void): void {
  opened = place;
  try {
    act();
  } finally {
    opened = null;
  }
}
