/** The parameter that a person was led to: its control takes the focus once it is there. */
import { create } from 'zustand';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { usePageStore } from '../page-store.ts';
import type { ParameterOwner } from './parameter-edits.ts';

interface ShownParameter {
  readonly wanted: { readonly owner: ParameterOwner; readonly name: string } | null;
  setWanted(wanted: ShownParameter['wanted']): void;
}

export const useShownParameter = create<ShownParameter>()((set) => ({
  wanted: null,
  setWanted: (wanted) => set({ wanted }),
}));

/** Parameters of a block are shown where nothing is selected on its canvas. */
export function showParameter(owner: ParameterOwner, name: string): void {
  useShownParameter.getState().setWanted({ owner, name });
  if (owner === null) {
    usePageStore.getState().setParametersOpen(true);
    return;
  }
  const { graph, revealPlace, select } = useCanvasStore.getState();
  if (graph !== `blocks.${owner}`) revealPlace({ graph: `blocks.${owner}` });
  select([]);
}
