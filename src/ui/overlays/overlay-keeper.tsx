/** Keeps what cards and wires show of the overlay up to date, and tells the run which numbers are watched. Draws nothing. */
import { useEffect, useLayoutEffect } from 'react';
import type { GraphId } from '../../graph/problem.ts';
import { useRunStore } from '../../store/run-store.ts';
import { useOverlayStore } from './overlay-state.ts';
import { useFlowingWires } from './use-flowing.ts';
import { useOverlayView } from './use-overlay-view.ts';

export function OverlayKeeper({ graphId }: { readonly graphId: GraphId }) {
  const view = useOverlayView(graphId);
  const overlay = useOverlayStore((state) => state.overlay);
  const watched = overlay === 'activations' || overlay === 'gradients' ? overlay : null;
  useFlowingWires();
  useLayoutEffect(() => useOverlayStore.getState().show(graphId, view), [graphId, view]);
  useEffect(() => useRunStore.getState().watch(watched), [watched]);
  return null;
}
