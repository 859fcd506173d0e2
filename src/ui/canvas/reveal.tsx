/** Brings the node that another panel points at into the middle of the canvas, and marks it for a moment. Draws nothing. */
import { type ReactFlowState, useNodesInitialized, useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { lookAt } from './look.ts';

let served = 0;

const MARKED_MS = 1600;

const elementOf = ({ domNode }: ReactFlowState) => domNode;

/** A ring that fades out once: a style sheet draws it, still where motion is unwanted. */
function mark(canvas: Element, node: string): void {
  const card = canvas.querySelector(`.react-flow__node[data-id="${CSS.escape(node)}"]`);
  card?.setAttribute('data-revealed', '');
  setTimeout(() => card?.removeAttribute('data-revealed'), MARKED_MS);
}

export function Reveal() {
  const reveal = useCanvasStore((state) => state.reveal);
  const isReady = useNodesInitialized();
  const canvas = useStore(elementOf);
  useEffect(() => {
    if (!reveal || !isReady || reveal.token === served) return;
    served = reveal.token;
    const { node } = reveal.place;
    if (node === undefined) return;
    void lookAt(node);
    if (canvas) mark(canvas, node);
  }, [reveal, isReady, canvas]);
  return null;
}
