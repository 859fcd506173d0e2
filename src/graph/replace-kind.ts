/** Edits that put a node of another kind in a node's place, with its wires and those of its settings that both have. */
import type { Edge, GraphNode } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import { fieldsOf } from '../nodes/fields/describe.ts';
import type { Edit } from './edit-types.ts';
import type { FlatLayer } from './flat-network.ts';
import { splitRef } from './graph-of.ts';
import type { InferredNetwork } from './infer.ts';
import type { GraphId, Problem } from './problem.ts';

export function replaceNode(
  graph: GraphId,
  id: string,
  node: GraphNode,
  edges: readonly Edge[],
): readonly Edit[] {
  const touching = edges.filter(({ from, to }) =>
    [from, to].some((end) => splitRef(end)[0] === id),
  );
  return [
    { type: 'remove-nodes', graph, ids: [id] },
    { type: 'add-node', graph, id, node },
    ...touching.map((edge): Edit => ({ type: 'connect', graph, edge })),
  ];
}

/**
 * Layer or instance normalization in place of batch normalization; gain and bias stay as they were, whatever the new one's
 * defaults are. Nothing for other kinds, and nothing inside a block that other networks use too.
 */
export function renormalized(
  { canvas, node: id, definition }: FlatLayer,
  kind: 'layer-norm' | 'instance-norm',
  network: string,
  networks: ReadonlyMap<string, InferredNetwork>,
): Problem['fix'] {
  const old = canvas.nodes.get(id);
  const target = definitionOf(kind);
  const isShared = [...networks].some(
    ([name, { flat }]) =>
      name !== network && flat.layers.some((layer) => layer.canvas.id === canvas.id),
  );
  if (definition.kind !== 'batch-norm' || !old || !target || isShared) return undefined;
  const { scale, center } = old.params;
  const known = new Set(fieldsOf(target.params).map(({ name }) => name));
  const params = Object.fromEntries(
    Object.entries({ ...old.node.params, scale, center }).filter(([name]) => known.has(name)),
  ) as NonNullable<GraphNode['params']>;
  const edges = [...canvas.wires].map(([to, { node, port }]) => ({ from: `${node}.${port}`, to }));
  const edits = replaceNode(canvas.id, id, { ...old.node, kind, params }, edges);
  return { label: `Make it ${kind}`, edits };
}
