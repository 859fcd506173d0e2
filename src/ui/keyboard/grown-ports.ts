/** Ports that a node on the canvas would get for a wire, where all that it has are taken. */
import { candidates } from '../../graph/connections.ts';
import type { Edit } from '../../graph/edit-types.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { nodeTitle } from '../canvas/node-title.ts';
import { offersAt } from '../canvas/wiring/offers.ts';
import type { PortEnd } from './targets.ts';

export interface GrownPort {
  readonly key: string;
  readonly node: string;
  readonly edits: readonly Edit[];
}

export function grownPorts(graph: GraphId, end: PortEnd): readonly GrownPort[] {
  const { document, compilation } = useDocumentStore.getState();
  const facts = compilation.graphs[graph];
  const nodes = graphOf(document, graph)?.nodes ?? {};
  const own = nodes[end.node];
  if (!facts || !own || end.side === 'input') return [];
  const context = {
    facts,
    graphs: compilation.graphs,
    document,
    graph,
    fixed: end,
    candidates: candidates(facts, document, graph, end),
    title: nodeTitle(own),
  };
  return Object.keys(nodes).flatMap((node) =>
    offersAt(context, node)
      .filter(({ type }) => type === 'grow' || type === 'add-input')
      .map(({ port, edits }) => ({ key: `grow ${node}.${port}`, node, edits })),
  );
}
