/** Which overlay is on, and what it says of the canvas on show. Cards and wires read their own part. */
import { create } from 'zustand';
import type { GraphId } from '../../graph/problem.ts';
import { colourAt } from './colour-scale.ts';
import type { CardMark, Overlay, OverlayView } from './overlay-types.ts';

interface OverlayState {
  readonly overlay: Overlay | null;
  /** The optimizer step whose gradient is shown. */
  readonly step: string | null;
  readonly shown: { readonly graph: GraphId; readonly view: OverlayView } | null;
  choose(overlay: Exclude<Overlay, 'gradient'> | null): void;
  showGradientOf(step: string): void;
  show(graph: GraphId, view: OverlayView | null): void;
}

export const useOverlayStore = create<OverlayState>()((set) => ({
  overlay: null,
  step: null,
  shown: null,
  choose: (overlay) => set({ overlay, step: null, shown: null }),
  showGradientOf: (step) => set({ overlay: 'gradient', step, shown: null }),
  show: (graph, view) => set({ shown: view && { graph, view } }),
}));

export const useCardMark = (graph: GraphId, id: string): CardMark | undefined =>
  useOverlayStore(({ shown }) => (shown?.graph === graph ? shown.view.cards.get(id) : undefined));

export const useWireMark = (key: string) =>
  useOverlayStore(({ shown }) => shown?.view.wires.get(key));

const REACH_COLOURS = {
  trained: 'var(--gv-reach-trained)',
  passed: 'var(--gv-reach-passed)',
  touched: 'var(--gv-reach-touched)',
  cut: 'var(--gv-reach-cut)',
  used: 'var(--gv-line-strong)',
  none: 'var(--gv-line)',
} as const;

/** For the overview map: null where no overlay is on. */
export function useOverlayColour(id: string): string | null {
  return useOverlayStore(({ shown }) => {
    if (!shown) return null;
    const mark = shown.view.cards.get(id);
    if (mark?.type === 'reach') return REACH_COLOURS[mark.reach];
    if (mark?.isBroken) return 'var(--gv-error)';
    return mark?.part == null ? 'var(--gv-line)' : colourAt(mark.part);
  });
}
