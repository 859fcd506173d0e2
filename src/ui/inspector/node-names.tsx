/** The title and the id of a node. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { GraphNode } from '../../../graph-schemas/document.ts';
import { Id } from '../../../graph-schemas/primitives.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { kindTitle } from '../texts/kind-texts.ts';
import { textsNow, useTexts } from '../texts/texts.ts';
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
  const { inspector: t } = useTexts();
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
        label={t.title}
        placeholder={kindTitle(node.kind)}
        maxLength={200}
        {...title.input}
      />
      <TextInput label={t.id} styles={monospace} error={error} {...name.input} />
    </section>
  );
}

function renameProblem(graph: GraphId, to: string): string | null {
  if (!Id.safeParse(to).success) {
    return textsNow().inspector.idRule;
  }
  const nodes = graphOf(useDocumentStore.getState().document, graph)?.nodes ?? {};
  return Object.hasOwn(nodes, to) ? textsNow().inspector.idTaken(to) : null;
}
