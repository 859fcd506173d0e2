/** The state of the command palette, and the choice of its first result. */
import { createSpotlight, useSpotlight } from '@mantine/spotlight';

export const [paletteStore, commandPalette] = createSpotlight();

export const useIsPaletteOpen = (): boolean => useSpotlight(paletteStore).opened;

const FRAMES = 12;
const FIELD = 'input.mantine-Spotlight-search';

/** A menu that offered it gives the focus back to its button a moment later: the field takes it again. */
export function openCommandPalette(): void {
  commandPalette.open();
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
