/** The inspector: the selected node, or what several selected ones have in common, or the canvas itself. */
import { ScrollArea } from '@mantine/core';
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { later } from '../later.tsx';
import classes from './inspector.module.css';
import { Overview } from './overview.tsx';

const NodeInspector = later(async () => (await import('./node-inspector.tsx')).NodeInspector);
const SelectionInspector = later(
  async () => (await import('./selection-inspector.tsx')).SelectionInspector,
);

export function Inspector() {
  const graph = useCanvasStore((state) => state.graph);
  const selected = useCanvasStore((state) => state.selectedNodes);
  const [first] = selected;
  const hasNode = useDocumentStore(
    (state) => first !== undefined && graphOf(state.document, graph)?.nodes[first] !== undefined,
  );
  return (
    <ScrollArea h="100%" type="auto" scrollbarSize={8}>
      <div className={classes.content}>
        {selected.length > 1 ? (
          <SelectionInspector graph={graph} ids={selected} />
        ) : first !== undefined && hasNode ? (
          <NodeInspector key={`${graph}/${first}`} graph={graph} id={first} />
        ) : (
          <Overview graph={graph} />
        )}
      </div>
    </ScrollArea>
  );
}
