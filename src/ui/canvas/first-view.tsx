/** Places the eye on the first visit of a canvas, as soon as its nodes have sizes. Draws nothing. */
import { useNodesInitialized, useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { firstView } from './look.ts';

interface FirstViewProps {
  readonly onPlaced: () => void;
}

export function FirstView({ onPlaced }: FirstViewProps) {
  const isReady = useNodesInitialized();
  const { setViewport } = useReactFlow();
  useEffect(() => {
    if (!isReady) return;
    const view = firstView();
    if (view) void setViewport(view).then(onPlaced);
    else onPlaced();
  }, [isReady, setViewport, onPlaced]);
  return null;
}
