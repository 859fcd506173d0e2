/** The fields that use a parameter; a click leads to the node. */
import { useMemo } from 'react';
import { graphOf } from '../../graph/graph-of.ts';
import { type NumberField, usesOfParameter } from '../../graph/number-fields.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { nodeTitle } from '../canvas/node-title.ts';
import { usePageStore } from '../page-store.ts';
import { phrase } from '../texts/kind-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { graphName } from '../words.ts';
import type { ParameterOwner } from './parameter-edits.ts';
import classes from './parameters.module.css';

interface ParameterUsesProps {
  readonly owner: ParameterOwner;
  readonly name: string;
}

export function ParameterUses({ owner, name }: ParameterUsesProps) {
  const { inspector: t } = useTexts();
  const document = useDocumentStore((state) => state.document);
  const uses = useMemo(() => usesOfParameter(document, owner, name), [document, owner, name]);
  if (uses.length === 0) return null;

  function place({ graph, node }: NumberField): string {
    if (graph === null || node === null) return t.trainingPlace;
    const found = graphOf(document, graph)?.nodes[node];
    return `${graphName(graph)} › ${found ? nodeTitle(found) : node}`;
  }

  return (
    <ul aria-label={t.usesOf(name)} className={classes.list}>
      {uses.map((use) => (
        <li key={`${use.graph}/${use.node}/${use.path.join('.')}`}>
          <button type="button" className={classes.use} onClick={() => goTo(use)}>
            <span>
              {place(use)} › {phrase(use.label)}
            </span>
            <code>{use.written}</code>
          </button>
        </li>
      ))}
    </ul>
  );
}

function goTo({ graph, node, path }: NumberField): void {
  usePageStore.getState().setParametersOpen(false);
  const { revealPlace } = useCanvasStore.getState();
  if (graph === null || node === null) revealPlace({ graph: 'objective' });
  else revealPlace({ graph, node, field: path.join('.') });
}
