/** The tab of the left panel that is in front: the palette or the outline. Remembered. */
import { useSettingsStore } from '../../store/settings-store.ts';
import { isPanelOpen, showPanel } from '../keyboard/panels.ts';

export const LEFT = 'left';
export type LeftTab = 'palette' | 'outline';

export const useLeftTab = (): LeftTab =>
  useSettingsStore((state) => (state.tabs[LEFT] === 'outline' ? 'outline' : 'palette'));

export const setLeftTab = (tab: LeftTab) => useSettingsStore.getState().setTab(LEFT, tab);

const outlineTree = () =>
  document.querySelector<HTMLElement>('[data-panel="palette"] [role="tree"]');

/** Brings the outline to the front with the keys on it; from there back to the palette. */
export function showOutline(): void {
  const isShown = isPanelOpen('palette') && outlineTree() !== null;
  setLeftTab(isShown ? 'palette' : 'outline');
  if (!isShown) showPanel('palette', outlineTree);
}
