/** Panels of the page by name: shows one that is folded away, moves the focus into it, goes round all of them. */
import { useSettingsStore } from '../../store/settings-store.ts';
import { usePageStore } from '../page-store.ts';
import { focusCanvas, waitForNoNode } from './focus-node.ts';

export type PanelName = 'palette' | 'inspector' | 'results';

export const PANELS: readonly PanelName[] = ['palette', 'inspector', 'results'];

const MOST_FRAMES = 30;

export const panelElement = (name: PanelName): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-panel="${name}"]`);

/** On narrow windows panels lie over the canvas, one at a time. */
export const isNarrow = (): boolean => matchMedia(NARROW).matches;
export const NARROW = '(max-width: 1100px), (max-height: 520px)';

export function isPanelOpen(name: PanelName): boolean {
  if (isNarrow()) return usePageStore.getState().drawer === name;
  return !useSettingsStore.getState().closedPanels.includes(name);
}

export function setPanelOpen(name: PanelName, isOpen: boolean): void {
  if (isNarrow()) usePageStore.getState().setDrawer(isOpen ? name : null);
  else useSettingsStore.getState().setPanelClosed(name, !isOpen);
}

export type ResultTab =
  | 'problems'
  | 'losses'
  | 'samples'
  | 'data'
  | 'plan'
  | 'explore'
  | 'runs'
  | 'queue';

/** Brings a tab of the results to the front, also of folded ones. */
export function showResults(tab: ResultTab): void {
  useSettingsStore.getState().setTab('dock', tab);
  setPanelOpen('results', true);
}

export function togglePanel(name: PanelName): void {
  const isOpen = isPanelOpen(name);
  const hadFocus = panelElement(name)?.contains(document.activeElement) ?? false;
  setPanelOpen(name, !isOpen);
  if (isOpen && hadFocus) requestAnimationFrame(focusCanvas);
}

/** Opens a panel and gives the focus to what `find` finds in it, once it is drawn. */
export function showPanel(name: PanelName, find: () => HTMLElement | null): void {
  setPanelOpen(name, true);
  waitForNoNode();
  let frames = 0;
  const attempt = () => {
    const element = find();
    if (element) {
      element.focus();
      if (element instanceof HTMLInputElement) element.select();
      return;
    }
    frames += 1;
    if (frames < MOST_FRAMES) requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}

const STOPS = 'input, button, select, textarea, a[href], [tabindex="0"]';

/** From panel to panel: top bar, palette, canvas, results, inspector. */
export function nextRegion(by: 1 | -1): void {
  const regions = [
    document.querySelector<HTMLElement>('header'),
    panelElement('palette'),
    document.getElementById('canvas'),
    panelElement('results'),
    panelElement('inspector'),
    document.querySelector<HTMLElement>('[data-tour]'),
  ].filter((region): region is HTMLElement => region !== null && region.offsetParent !== null);
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const region = regions.at((at + by + regions.length) % regions.length);
  if (region?.id === 'canvas') focusCanvas();
  else (region?.querySelector<HTMLElement>(STOPS) ?? region)?.focus();
}
