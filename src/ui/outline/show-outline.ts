/** The tab of the left panel that is in front: the palette or the outline. Remembered. */
import { useSettingsStore } from '../../store/settings-store.ts';

export const LEFT = 'left';
export type LeftTab = 'palette' | 'outline';

export const useLeftTab = (): LeftTab =>
  useSettingsStore((state) => (state.tabs[LEFT] === 'outline' ? 'outline' : 'palette'));

export const setLeftTab = (tab: LeftTab) => useSettingsStore.getState().setTab(LEFT, tab);

/** Brings the outline to the front with the keys on it; from there back to the palette. */
export function showOutline(): void {
  const { tabs, closedPanels, setPanelClosed } = useSettingsStore.getState();
  const isShown = tabs[LEFT] === 'outline' && !closedPanels.includes('palette');
  if (closedPanels.includes('palette')) setPanelClosed('palette', false);
  setLeftTab(isShown ? 'palette' : 'outline');
  if (!isShown) {
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[role="tree"]')?.focus());
  }
}
