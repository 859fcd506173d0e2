/** How the person left the Runs panel: what is looked for, which runs are chosen, which one's details are shown. */
import { create } from 'zustand';
import { everything, type Wanted } from './rows.ts';

interface RunsPanelState {
  readonly wanted: Wanted;
  readonly chosen: readonly string[];
  readonly shown: string | null;
  readonly isSizeOpen: boolean;
  want(change: Partial<Wanted>): void;
  choose(ids: readonly string[]): void;
  toggle(id: string): void;
  show(id: string | null): void;
  setSizeOpen(isOpen: boolean): void;
}

export const useRunsPanel = create<RunsPanelState>()((set) => ({
  wanted: everything,
  chosen: [],
  shown: null,
  isSizeOpen: false,
  want: (change) => set(({ wanted }) => ({ wanted: { ...wanted, ...change } })),
  choose: (chosen) => set({ chosen }),
  toggle: (id) =>
    set(({ chosen }) => ({
      chosen: chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id],
    })),
  show: (shown) => set({ shown }),
  setSizeOpen: (isSizeOpen) => set({ isSizeOpen }),
}));
