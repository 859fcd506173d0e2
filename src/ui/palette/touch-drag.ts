/**
 * Palette entries dragged by a finger: pulled sideways out of the list, or held still for a moment first. Up and down scrolls the
 * list, a tap adds, as ever; a mouse drags as browsers do.
 */
import { hoverEntry, leaveEntry, putEntry } from '../canvas/dragging/entry-drop.ts';
import type { PaletteEntry } from './entries.ts';
import classes from './palette.module.css';

/** Pixels of the window to the side, and how long a finger keeps still. */
const PULL = 10;
const STILL = 8;
const HOLD_MS = 350;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** `event` is the press; `button` shows the entry. */
export function dragByTouch(
  event: { readonly pointerId: number; readonly clientX: number; readonly clientY: number },
  button: HTMLElement,
  entry: PaletteEntry,
): void {
  const from = { x: event.clientX, y: event.clientY };
  const controller = new AbortController();
  const { signal } = controller;
  let copy: HTMLElement | null = null;
  let at: Point = from;
  const timer = setTimeout(lift, HOLD_MS);

  function lift(): void {
    clearTimeout(timer);
    if (copy) return;
    copy = copyOf(button);
    follow();
  }
  function follow(): void {
    copy?.style.setProperty('translate', `${at.x}px ${at.y}px`);
    if (isOverCanvas(at)) hoverEntry(entry, at);
    else leaveEntry();
  }
  function end(): void {
    clearTimeout(timer);
    controller.abort();
    copy?.remove();
  }
  function drop(): void {
    const isLifted = copy !== null;
    end();
    if (!isLifted) return;
    // The tap that browsers make of a short touch.
    addEventListener('click', keepOut, { capture: true, once: true });
    setTimeout(() => removeEventListener('click', keepOut, true), 80);
    if (isOverCanvas(at)) putEntry(entry, at);
    else leaveEntry();
  }
  function callOff(): void {
    end();
    leaveEntry();
  }

  addEventListener(
    'pointermove',
    (move: PointerEvent) => {
      if (move.pointerId !== event.pointerId) return;
      at = { x: move.clientX, y: move.clientY };
      const [aside, along] = [Math.abs(at.x - from.x), Math.abs(at.y - from.y)];
      if (copy) follow();
      else if (aside > PULL && aside > along) lift();
      else if (along > STILL) end();
    },
    { signal },
  );
  // The list keeps still under a finger that carries something.
  addEventListener('touchmove', (touch: TouchEvent) => copy && touch.preventDefault(), {
    signal,
    passive: false,
  });
  addEventListener('pointerup', (up: PointerEvent) => up.pointerId === event.pointerId && drop(), {
    signal,
  });
  addEventListener(
    'pointercancel',
    (lost: PointerEvent) => lost.pointerId === event.pointerId && callOff(),
    {
      signal,
    },
  );
  addEventListener('pointerdown', callOff, { signal, capture: true });
  addEventListener('keydown', ({ key }: KeyboardEvent) => key === 'Escape' && callOff(), {
    signal,
    capture: true,
  });
  // Some browsers begin a drag of their own, or open a menu, after a long press.
  for (const type of ['dragstart', 'contextmenu']) {
    addEventListener(type, (own) => own.preventDefault(), { signal, capture: true });
  }
}

function isOverCanvas({ x, y }: Point): boolean {
  const under = document.elementFromPoint(x, y);
  return (
    under !== null && under.closest('.react-flow') !== null && !under.closest('[role="dialog"]')
  );
}

function copyOf(button: HTMLElement): HTMLElement {
  const copy = document.createElement('div');
  copy.className = classes.lifted ?? '';
  copy.setAttribute('aria-hidden', 'true');
  const row = button.closest<HTMLElement>('[data-group]');
  copy.dataset.group = row?.dataset.group ?? '';
  copy.append(...[...button.childNodes].map((child) => child.cloneNode(true)));
  document.body.append(copy);
  return copy;
}

function keepOut(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
