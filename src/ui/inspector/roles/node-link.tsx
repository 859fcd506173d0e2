/** The name of a node of the objective, or of a network; a click leads there. */

import { useCanvasStore } from '../../../store/canvas-store.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { nodeTitle } from '../../canvas/node-title.ts';
import classes from '../facts.module.css';

export function NodeLink({ id }: { readonly id: string }) {
  const title = useDocumentStore(({ document }) => titleOf(document.objective.nodes[id], id));
  return (
    <button
      type="button"
      className={classes.link}
      onClick={() => useCanvasStore.getState().revealPlace({ graph: 'objective', node: id })}
    >
      {title}
    </button>
  );
}

export function NetworkLink({ name }: { readonly name: string }) {
  return (
    <button
      type="button"
      className={classes.link}
      onClick={() => useCanvasStore.getState().enter(`networks.${name}`)}
    >
      {name}
    </button>
  );
}

/** What a node of the objective is called in a sentence. */
export function objectiveTitle(id: string): string {
  return titleOf(useDocumentStore.getState().document.objective.nodes[id], id);
}

function titleOf(node: Parameters<typeof nodeTitle>[0] | undefined, id: string): string {
  return node ? nodeTitle(node) : id;
}
