/** Brings what was found into view: the node, the note, the canvas, or the parameter. */
import type { Found } from '../../graph/find.ts';
import { blockId } from '../../graph/graph-of.ts';
import { wayTo } from '../../graph/uses.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { usePageStore } from '../page-store.ts';

/** Walking past a parameter opens nothing: what opens would take the keys. */
export function showFound({ where }: Found, isChosen: boolean): void {
  const { revealPlace, goAlong, select } = useCanvasStore.getState();
  const { document } = useDocumentStore.getState();
  switch (where.type) {
    case 'node':
      revealPlace({ graph: where.graph, node: where.node });
      return;
    case 'note':
      revealPlace({ graph: where.graph, node: `note:${where.note}` });
      select([], [], [where.note]);
      return;
    case 'graph':
      goAlong(wayTo(document, where.graph));
      select([]);
      return;
    case 'parameter':
      if (where.block === null) {
        if (isChosen) usePageStore.getState().setParametersOpen(true);
      } else {
        goAlong(wayTo(document, blockId(where.block)));
        select([]);
      }
      return;
    case 'training':
      revealPlace({ graph: 'objective' });
      return;
    default:
      where satisfies never;
  }
}
