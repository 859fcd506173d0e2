/** The gestures of the canvas on show, and what they draw while they last. */
import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { callOff } from './dragging/drag-session.ts';
import { GuideLines } from './dragging/guide-lines.tsx';
import { holdFlowStore } from './flow-store.ts';
import type { FlowEdge, FlowNode } from './flow-types.ts';
import { NumberEditor } from './numbers/number-editor.tsx';
import { listenOnNumbers } from './numbers/number-hand.ts';
import { PaneDrawing } from './selecting/pane-drawing.tsx';
import { listenOnPane } from './selecting/pane-gesture.ts';
import { listenToFingers } from './selecting/touch.ts';
import { listenToWheel } from './wheel.ts';
import { listenForWires } from './wiring/wire-gesture.ts';
import { WireInHand } from './wiring/wire-in-hand.tsx';

export function CanvasHands() {
  const store = useStoreApi<FlowNode, FlowEdge>();
  useEffect(() => {
    const release = holdFlowStore(store);
    const { domNode } = store.getState();
    const stops = domNode
      ? [
          listenToFingers(domNode, store),
          listenForWires(domNode),
          listenOnNumbers(domNode),
          listenOnPane(domNode),
          listenToWheel(domNode),
        ]
      : [];
    return () => {
      for (const stop of stops) stop();
      callOff();
      release();
    };
  }, [store]);
  return (
    <>
      <WireInHand />
      <GuideLines />
      <PaneDrawing />
      <NumberEditor />
    </>
  );
}
