/** Whether wires show which way values and gradients run: of a step whose gradient is on show, while its run trains. */
import { type ReactFlowState, useStore } from '@xyflow/react';
import { useLayoutEffect } from 'react';
import { useRunStore } from '../../store/run-store.ts';
import { useOverlayStore } from './overlay-state.ts';

const elementOf = ({ domNode }: ReactFlowState) => domNode;

export function useIsFlowing(): boolean {
  const isOfStep = useOverlayStore((state) => state.overlay === 'gradient');
  const isTrained = useRunStore((run) => run.state.type === 'training' && !run.isStale);
  return isOfStep && isTrained;
}

/** A style sheet moves the dashes, where motion is wanted: nothing is drawn anew here. */
export function useFlowingWires(): void {
  const canvas = useStore(elementOf);
  const isFlowing = useIsFlowing();
  useLayoutEffect(() => {
    canvas?.toggleAttribute('data-flows', isFlowing);
  }, [canvas, isFlowing]);
}
