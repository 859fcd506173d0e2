/** Shows the whole canvas on its first visit, as soon as its nodes have sizes. Draws nothing. */
import { useNodesInitialized, useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { wholeView } from './look.ts';

interface FirstViewProps {
  readonly onPlaced: () => void;
}

export function FirstView({ onPlaced }: FirstViewProps) {
  const isReady = useNodesInitialized();
  const { fitView } = useReactFlow();
  useEffect(() => {
    if (isReady) void fitView(wholeView()).then(onPlaced);
  }, [isReady, fitView, onPlaced]);
  return null;
}
