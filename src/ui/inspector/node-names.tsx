/** The title and the id of a node. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { GraphNode } from '../../../graph-schemas/document.ts';
import { Id } from '../../../graph-schemas/primitives.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useDraft } from '../use-draft.ts';
import classes from './inspector.module.css';

interface NodeNamesProps {
  readonly graph: GraphId;
  readonly id: string;
  readonly node: GraphNode;
}

const monospace = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } };

export function NodeNames({ graph, id, node }: NodeNamesProps) {
  const dispatch = useDocumentStore((state) => state.dispatch);
  const [error, setError] = useState<string | null>(null);
  const title = useDraft(node.title ?? '', (text) =>
    dispatch({ type: 'set-title', graph, id, title: text.trim() || null }),
  );
  const name = useDraft(id, (text) => {
    const problem = renameProblem(graph, text.trim());
    setError(problem);
    if (problem !== null) return;
    dispatch({ type: 'rename-node', graph, from: id, to: text.trim() });
    useCanvasStore.getState().select([text.trim()]);
  });
  return (
    <section className={classes.pair}>
      <TextInput
        label="Title"
        placeholder={definitionOf(node.kind)?.title ?? node.kind}
        maxLength={200}
        {...title.input}
      />
      <TextInput label="Id" styles={monospace} error={error} {...name.input} />
    </section>
  );
}

function renameProblem(graph: GraphId, to: string): string | null {
  if (!Id.safeParse(to).success) {
    return 'An id begins with a letter, then letters, digits, “_” or “-”.';
  }
  const nodes = graphOf(useDocumentStore.getState().document, graph)?.nodes ?? {};
  return Object.hasOwn(nodes, to) ? `There is a node “${to}” already.` : null;
}
