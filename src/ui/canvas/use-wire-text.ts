/** The shape that flows along a wire, as its label says it. */
import type { EdgeProps } from '@xyflow/react';
import { useDocumentStore } from '../../store/document-store.ts';
import { wireText } from '../words.ts';
import type { FlowEdge } from './flow-types.ts';

type Ends = Pick<EdgeProps<FlowEdge>, 'source' | 'sourceHandleId' | 'data'>;

export function useWireText({ source, sourceHandleId, data }: Ends): string | null {
  const type = useDocumentStore(({ compilation }) => {
    const facts = data && compilation.graphs[data.graph]?.nodes[source];
    return facts?.outputs[sourceHandleId ?? ''];
  });
  return wireText(type);
}
