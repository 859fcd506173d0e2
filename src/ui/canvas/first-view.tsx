/** Shows the whole canvas on its first visit, as soon as its nodes have sizes. Draws nothing. */
import { type FitViewOptions, useNodesInitialized, useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';

interface FirstViewProps {
  readonly options: FitViewOptions;
  readonly onPlaced: () => void;
}

export function FirstView({ options, onPlaced }: FirstViewProps) {
  const isReady = useNodesInitialized();
  const { fitView } = useReactFlow();
  useEffect(() => {
    if (isReady) void fitView(options).then(onPlaced);
  }, [isReady, fitView, options, onPlaced]);
  return null;
}
