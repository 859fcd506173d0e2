/** The state of the command palette, the choice of its first result, and what is typed before it is on the page. */
import { createSpotlight, useSpotlight } from '@mantine/spotlight';

export const [paletteStore, commandPalette] = createSpotlight();

export const useIsPaletteOpen = (): boolean => useSpotlight(paletteStore).opened;

const FRAMES = 12;
const FIELD = 'input.mantine-Spotlight-search';

/** A menu that offered it gives the focus back to its button a moment later: the field takes it again. */
export function openCommandPalette(): void {
  commandPalette.open();
  if (!isThere) holdKeys();
  let frames = 0;
  const attempt = () => {
    const field = document.querySelector<HTMLElement>(FIELD);
    if (field && document.activeElement !== field) field.focus();
    // Counted from when there is a field: it may be on its way.
    if (field || !paletteStore.getState().opened) frames += 1;
    if (frames < FRAMES) requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}

let isThere = false;
let typed = '';
let holding: AbortController | null = null;

/** What is typed until the palette has arrived is meant for its field, not for the canvas. */
function holdKeys(): void {
  holding?.abort();
  holding = new AbortController();
  typed = '';
  window.addEventListener('keydown', hold, { capture: true, signal: holding.signal });
}

function hold(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.key === 'Escape') {
    commandPalette.close();
    holding?.abort();
  } else if (event.key === 'Backspace') typed = typed.slice(0, -1);
  else if (event.key.length === 1) typed += event.key;
}

/** The palette is on the page. Gives what was typed before. */
export function arrive(): string {
  isThere = true;
  holding?.abort();
  return typed;
}

/** The library chooses anew only when a person types, not when the list opens or changes by itself. */
export function chooseFirst(): void {
  const state = paletteStore.getState();
  const list = state.listId === '' ? null : document.getElementById(state.listId);
  const [first, ...others] = list?.querySelectorAll('[data-action]') ?? [];
  if (!first) return;
  for (const other of others) other.removeAttribute('data-selected');
  first.setAttribute('data-selected', 'true');
  paletteStore.setState({ ...state, selected: 0 });
}
