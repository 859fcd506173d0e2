/** The state of the command palette, and the choice of its first result: what Enter does. */
import { createSpotlight } from '@mantine/spotlight';

export const [paletteStore, commandPalette] = createSpotlight();

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
