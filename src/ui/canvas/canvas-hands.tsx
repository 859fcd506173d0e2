/** The gestures of the canvas on show, and what they draw while they last. */
import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { holdFlowStore } from './flow-store.ts';
import type { FlowEdge, FlowNode } from './flow-types.ts';
import { listenForWires } from './wiring/wire-gesture.ts';
import { WireInHand } from './wiring/wire-in-hand.tsx';

export function CanvasHands() {
  const store = useStoreApi<FlowNode, FlowEdge>();
  useEffect(() => {
    const release = holdFlowStore(store);
    const { domNode } = store.getState();
    const stops = domNode ? [listenForWires(domNode)] : [];
    return () => {
      for (const stop of stops) stop();
      release();
    };
  }, [store]);
  return <WireInHand />;
}
