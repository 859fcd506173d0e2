/** Several selected nodes: the settings that they share, changed in all at once, and what can be done with all of them. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { removeSelected } from '../canvas/canvas-actions.ts';
import { ResetIcon, TrashIcon } from '../icons.tsx';
import { kindTitle } from '../texts/kind-texts.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './inspector.module.css';
import { SelectionCommands } from './selection-commands.tsx';
import { type Chosen, resetAll } from './shared-fields.ts';
import { SharedForm } from './shared-form.tsx';

interface SelectionInspectorProps {
  readonly graph: GraphId;
  readonly ids: readonly string[];
}

export function SelectionInspector({ graph, ids }: SelectionInspectorProps) {
  const { inspector: t } = useTexts();
  const nodes = useDocumentStore((state) => graphOf(state.document, graph)?.nodes);
  const chosen = useMemo(
    () =>
      ids.flatMap((id): Chosen[] => {
        const node = nodes?.[id];
        const definition = node && definitionOf(node.kind);
        return definition ? [{ id, node, definition }] : [];
      }),
    [ids, nodes],
  );
  const dispatch = useDocumentStore((state) => state.dispatch);
  const kinds = new Set(chosen.map(({ node }) => node.kind));
  const [kind = ''] = kinds;
  const reset = resetAll(graph, chosen);
  return (
    <>
      <section className={classes.section}>
        <h2 className={classes.title}>{t.nodesSelected(ids.length)}</h2>
        <p className={classes.text}>
          {kinds.size === 1 && `${t.sameKind(kindTitle(kind))} `}
          {t.sharedHint}
        </p>
        <div className={classes.buttons}>
          {reset.length > 0 && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<ResetIcon size={14} />}
              onClick={() => dispatch(reset)}
            >
              {t.resetAll}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<TrashIcon size={14} />}
            onClick={removeSelected}
          >
            {t.deleteAll}
          </Button>
          <SelectionCommands />
        </div>
      </section>
      <SharedForm graph={graph} chosen={chosen} />
    </>
  );
}
