/** One node: its names, its form, what the compiler knows about it, and what its kind means. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { GraphNode } from '../../../graph-schemas/document.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { removeSelected } from '../canvas/canvas-actions.ts';
import { innerGraph } from '../canvas/node-title.ts';
import { EnterIcon, TrashIcon } from '../icons.tsx';
import { graphName } from '../words.ts';
import { About } from './about.tsx';
import classes from './inspector.module.css';
import { NodeFacts } from './node-facts.tsx';
import { NodeForm } from './node-form.tsx';
import { NodeNames } from './node-names.tsx';
import { NodeProblems } from './node-problems.tsx';

interface NodeInspectorProps {
  readonly graph: GraphId;
  readonly id: string;
}

export function NodeInspector({ graph, id }: NodeInspectorProps) {
  const node = useDocumentStore((state) => graphOf(state.document, graph)?.nodes[id]);
  if (!node) return null;
  const definition = definitionOf(node.kind);
  return (
    <>
      <header className={classes.head} data-group={definition?.group}>
        <div>
          <p className={classes.kicker}>{definition?.group ?? 'Unknown kind'}</p>
          <h2 className={classes.title}>{definition?.title ?? node.kind}</h2>
        </div>
        <EnterButton node={node} />
        <Tooltip label="Delete this node (Del)">
          <ActionIcon aria-label="Delete this node" onClick={removeSelected}>
            <TrashIcon />
          </ActionIcon>
        </Tooltip>
      </header>
      <NodeProblems graph={graph} id={id} />
      <NodeNames graph={graph} id={id} node={node} />
      {definition && (
        <>
          <NodeForm graph={graph} id={id} node={node} definition={definition} />
          <NodeFacts graph={graph} id={id} />
          <About graph={graph} id={id} definition={definition} />
        </>
      )}
    </>
  );
}

function EnterButton({ node }: { readonly node: GraphNode }) {
  const enter = useCanvasStore((state) => state.enter);
  const inner = innerGraph(node);
  const exists = useDocumentStore(
    (state) => inner !== null && graphOf(state.document, inner) !== null,
  );
  if (!inner || !exists) return null;
  return (
    <Button variant="light" leftSection={<EnterIcon size={14} />} onClick={() => enter(inner)}>
      Open {graphName(inner)}
    </Button>
  );
}
