/** Which checkpoint the question of what a fork keeps is about. */
import { create } from 'zustand';

interface ForkState {
  readonly asked: { readonly runId: string; readonly step: number } | null;
  /** Any checkpoint of any stored run, for the document on show. */
  ask(runId: string, step: number): void;
  close(): void;
}

export const useForkDialog = create<ForkState>()((set) => ({
  asked: null,
  ask: (runId, step) => set({ asked: { runId, step } }),
  close: () => set({ asked: null }),
}));
