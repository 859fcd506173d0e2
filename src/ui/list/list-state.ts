/** Whether the level on show is drawn as a canvas or written as a list; remembered like the tabs of the page. */
import { useSettingsStore } from '../../store/settings-store.ts';
import { focusCanvas } from '../keyboard/focus-node.ts';

const STRIP = 'canvas';

export const useIsListView = (): boolean =>
  useSettingsStore((state) => state.tabs[STRIP] === 'list');

export const isListView = (): boolean => useSettingsStore.getState().tabs[STRIP] === 'list';

export function toggleListView(): void {
  useSettingsStore.getState().setTab(STRIP, isListView() ? 'canvas' : 'list');
  requestAnimationFrame(focusCanvas);
}
