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
import { askForSwap } from '../canvas/swap-state.ts';
import { keyText } from '../commands/keys.ts';
import { EnterIcon, ResetIcon, SwapIcon, TrashIcon } from '../icons.tsx';
import { groupTitle, kindTitle } from '../texts/kind-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { graphName } from '../words.ts';
import { About } from './about.tsx';
import classes from './inspector.module.css';
import { NodeFacts } from './node-facts.tsx';
import { NodeForm } from './node-form.tsx';
import { NodeNames } from './node-names.tsx';
import { NodeProblems } from './node-problems.tsx';
import { Role } from './role.tsx';
import { type Chosen, resetAll } from './shared-fields.ts';

interface NodeInspectorProps {
  readonly graph: GraphId;
  readonly id: string;
}

export function NodeInspector({ graph, id }: NodeInspectorProps) {
  const node = useDocumentStore((state) => graphOf(state.document, graph)?.nodes[id]);
  const { inspector: t, commands, run } = useTexts();
  if (!node) return null;
  const definition = definitionOf(node.kind);
  return (
    <>
      <header className={classes.head} data-group={definition?.group}>
        <div>
          <p className={classes.kicker}>
            {definition ? groupTitle(definition.group) : t.unknownKind}
          </p>
          <h2 className={classes.title}>{kindTitle(node.kind)}</h2>
        </div>
        <EnterButton node={node} />
        {definition && <ResetButton graph={graph} chosen={{ id, node, definition }} />}
        <Tooltip label={commands.labels.swap}>
          <ActionIcon aria-label={commands.labels.swap} onClick={askForSwap}>
            <SwapIcon />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={run.help.withKeys(t.deleteNode, keyText('Delete'))}>
          <ActionIcon aria-label={t.deleteNode} onClick={removeSelected}>
            <TrashIcon />
          </ActionIcon>
        </Tooltip>
      </header>
      <NodeProblems graph={graph} id={id} />
      <NodeNames graph={graph} id={id} node={node} />
      {definition && (
        <>
          {graph === 'objective' && <Role id={id} definition={definition} />}
          <NodeForm graph={graph} id={id} node={node} definition={definition} />
          <NodeFacts graph={graph} id={id} />
          <About graph={graph} id={id} definition={definition} />
        </>
      )}
    </>
  );
}

/** There is something to reset. */
function ResetButton({ graph, chosen }: { readonly graph: GraphId; readonly chosen: Chosen }) {
  const { inspector: t } = useTexts();
  const edits = resetAll(graph, [chosen]);
  if (edits.length === 0) return null;
  return (
    <Tooltip label={t.resetNode}>
      <ActionIcon
        aria-label={t.resetNode}
        onClick={() => useDocumentStore.getState().dispatch(edits)}
      >
        <ResetIcon />
      </ActionIcon>
    </Tooltip>
  );
}

function EnterButton({ node }: { readonly node: GraphNode }) {
  const { inspector: t } = useTexts();
  const enter = useCanvasStore((state) => state.enter);
  const inner = innerGraph(node);
  const exists = useDocumentStore(
    (state) => inner !== null && graphOf(state.document, inner) !== null,
  );
  if (!inner || !exists) return null;
  return (
    <Button variant="light" leftSection={<EnterIcon size={14} />} onClick={() => enter(inner)}>
      {t.open(graphName(inner))}
    </Button>
  );
}
