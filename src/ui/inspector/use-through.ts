/** The use by which a person looks at the block on show. */
import { useMemo } from 'react';
import { type Through, throughOf } from '../../graph/through.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';

export function useThrough(): Through | null {
  const trail = useCanvasStore((state) => state.trail);
  const nodes = useCanvasStore((state) => state.through);
  const copy = useCanvasStore((state) => state.copy);
  const document = useDocumentStore((state) => state.document);
  return useMemo(() => throughOf(document, { trail, nodes }, copy), [document, trail, nodes, copy]);
}
