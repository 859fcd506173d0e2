/** Removing what others use: at once where nothing does, after a question where something would break. */
import { findInDocument } from '../../graph/find.ts';
import { graphOf, nameOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { portsAmong, type Use, usesOf, wiresAtPorts } from '../../graph/uses.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { textsNow } from '../texts/texts.ts';
import { graphName } from '../words.ts';
import { useStructureDialog } from './dialog-store.ts';

export function askToRemoveGraph(graph: GraphId): void {
  const { document, dispatch } = useDocumentStore.getState();
  const name = nameOf(graph);
  const isNetwork = graph.startsWith('networks.');
  const proceed = () => dispatch({ type: isNetwork ? 'remove-network' : 'remove-block', name });
  const uses = usesOf(document, graph);
  if (uses.length === 0) proceed();
  else {
    const title = textsNow().structure.remove.title(name);
    useStructureDialog
      .getState()
      .open({ type: 'remove', title, breaks: [...new Set(uses.map(loss))], proceed });
  }
}

function loss({ graph, node, how }: Use): string {
  const { remove } = textsNow().structure;
  if (how === 'runs') return remove.runs(node);
  return how === 'trains' ? remove.trains(node) : remove.node(node, graphName(graph));
}

/** What reads it would have an expression that names nothing. */
export function askToRemoveParameter(name: string): void {
  const { document, dispatch } = useDocumentStore.getState();
  const proceed = () => dispatch({ type: 'remove-parameter', name });
  const breaks = findInDocument(document, `=${name}`, () => []).map(({ where, text }) =>
    where.type === 'node' ? `${graphName(where.graph)} › ${where.node}: ${text}` : text,
  );
  if (breaks.length === 0) proceed();
  else {
    const { remove } = textsNow().structure;
    const dialog = { type: 'remove', title: remove.title(name), breaks, proceed } as const;
    useStructureDialog.getState().open({ ...dialog, intro: remove.readers });
  }
}

/** Nodes that are ports in use: asks, and removes them by `proceed`. False where there is nothing to ask. */
export function askToRemovePorts(
  graph: GraphId,
  ids: readonly string[],
  proceed: () => void,
): boolean {
  const { document } = useDocumentStore.getState();
  const shown = graphOf(document, graph);
  const ports = shown ? portsAmong(shown, ids) : new Set<string>();
  const wires = ports.size > 0 ? wiresAtPorts(document, graph, ports) : [];
  if (wires.length === 0) return false;
  const { remove } = textsNow().structure;
  const breaks = wires.map(({ graph, node, port }) => remove.wire(node, port, graphName(graph)));
  const title = remove.ports([...ports].join(', '));
  useStructureDialog
    .getState()
    .open({ type: 'remove', title, breaks: [...new Set(breaks)], proceed });
  return true;
}
