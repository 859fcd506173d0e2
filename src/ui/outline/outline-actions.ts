/** What keys and pointer do on a row of the outline. */
import { Id } from '../../../graph-schemas/primitives.ts';
import type { Edit } from '../../graph/edit-types.ts';
import { graphOf, nameOf } from '../../graph/graph-of.ts';
import { isParameterName } from '../../graph/parameter-name.ts';
import { graphInside, wayTo } from '../../graph/uses.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import {
  askToRemoveGraph,
  askToRemoveParameter,
  askToRemovePorts,
} from '../blocks/ask-to-remove.ts';
import { findUsesOf } from '../find/find-store.ts';
import { usePageStore } from '../page-store.ts';
import { type PaletteEntry, paletteEntries } from '../palette/entries.ts';
import { textsNow } from '../texts/texts.ts';
import type { OutlineRow } from './outline-rows.ts';

/** Selects the node and brings it into view, or shows the canvas. */
export function showRow({ type, graph, node, name }: OutlineRow): void {
  const { revealPlace, goAlong, select, graph: shown } = useCanvasStore.getState();
  if (type === 'parameter') findUsesOf(name);
  else if (graph && node !== null) revealPlace({ graph, node });
  else if (graph && graph === shown) select([]);
  else if (graph) goAlong(wayTo(useDocumentStore.getState().document, graph));
}

/** Goes inside: of a network or block that a node uses, or to what a parameter is. */
export function enterRow(row: OutlineRow): void {
  const { document } = useDocumentStore.getState();
  if (row.type === 'parameter') usePageStore.getState().setParametersOpen(true);
  if (!row.graph) return;
  showRow(row);
  const node = row.node === null ? undefined : graphOf(document, row.graph)?.nodes[row.node];
  const inner = node ? graphInside(node) : null;
  if (inner && row.node !== null && graphOf(document, inner)) {
    useCanvasStore.getState().enter(inner, row.node);
  }
}

export const canRename = ({ type, graph }: OutlineRow) =>
  type === 'node' || type === 'parameter' || (type === 'graph' && graph !== 'objective');

/** What is wrong with the new name, or null when it stands. */
export function renameRow({ type, graph, node, name }: OutlineRow, to: string): string | null {
  const { document, dispatch } = useDocumentStore.getState();
  const { outline } = textsNow();
  if (to === name) return null;
  if (type === 'parameter' ? !isParameterName(to) : !Id.safeParse(to).success) {
    return type === 'parameter' ? outline.wrongParameter : outline.wrongName;
  }
  const isNetwork = graph?.startsWith('networks.') === true;
  const taken =
    type === 'parameter'
      ? document.parameters
      : graph && node !== null
        ? (graphOf(document, graph)?.nodes ?? {})
        : isNetwork
          ? document.networks
          : (document.blocks ?? {});
  if (Object.hasOwn(taken, to)) return outline.taken(to);
  const before = document;
  if (type === 'parameter') dispatch({ type: 'rename-parameter', from: name, to });
  else if (graph && node !== null) dispatch({ type: 'rename-node', graph, from: node, to });
  else dispatch({ type: isNetwork ? 'rename-network' : 'rename-block', from: name, to });
  return useDocumentStore.getState().document === before ? outline.taken(to) : null;
}

export function removeRow({ type, graph, node, name }: OutlineRow): void {
  const { dispatch } = useDocumentStore.getState();
  if (type === 'parameter') askToRemoveParameter(name);
  else if (graph && node !== null) {
    const edit: Edit = { type: 'remove-nodes', graph, ids: [node] };
    if (!askToRemovePorts(graph, [node], () => dispatch(edit))) dispatch(edit);
  } else if (graph && graph !== 'objective') askToRemoveGraph(graph);
}

/** What dragging a row onto the canvas puts there; null where it cannot stand on the one on show. */
export function entryOfRow({ type, graph }: OutlineRow): PaletteEntry | null {
  if (type !== 'graph' || !graph || graph === 'objective') return null;
  const { document } = useDocumentStore.getState();
  const field = graph.startsWith('networks.') ? 'network' : 'block';
  const entries = paletteEntries(document, useCanvasStore.getState().graph);
  return (
    entries.find(({ params, makes }) => params[field] === nameOf(graph) && makes === undefined) ??
    null
  );
}
