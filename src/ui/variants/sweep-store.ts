/** Whether the dialog that makes variants is open, and what it was opened for. Lasts as long as the page. */
import { create } from 'zustand';
import type { Target } from '../../graph/variants/sweep.ts';

interface SweepStore {
  readonly isOpen: boolean;
  /** What is varied first, where a field or a parameter was asked about. */
  readonly target: Target | null;
  open(target?: Target): void;
  close(): void;
}

export const useSweepStore = create<SweepStore>()((set) => ({
  isOpen: false,
  target: null,
  open: (target) => set({ isOpen: true, target: target ?? null }),
  close: () => set({ isOpen: false }),
}));

export const openSweep = (target?: Target): void => useSweepStore.getState().open(target);
