/** Brings the node that another panel points at into the middle of the canvas. Draws nothing. */
import { useNodesInitialized, useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { useCanvasStore } from '../../store/canvas-store.ts';

let served = 0;

export function Reveal() {
  const reveal = useCanvasStore((state) => state.reveal);
  const isReady = useNodesInitialized();
  const { fitView, getZoom } = useReactFlow();
  useEffect(() => {
    if (!reveal || !isReady || reveal.token === served) return;
    served = reveal.token;
    const { node } = reveal.place;
    if (node === undefined) return;
    const zoom = Math.max(0.75, getZoom());
    void fitView({ nodes: [{ id: node }], minZoom: zoom, maxZoom: zoom, duration: 250 });
  }, [reveal, isReady, fitView, getZoom]);
  return null;
}
