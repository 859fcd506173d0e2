/** Which run the dialog of what can be taken away is about. */
import { create } from 'zustand';

interface TakeAwayState {
  readonly runId: string | null;
  /** Any stored run. */
  open(runId: string): void;
  close(): void;
}

export const useTakeAwayDialog = create<TakeAwayState>()((set) => ({
  runId: null,
  open: (runId) => set({ runId }),
  close: () => set({ runId: null }),
}));
