/** Document → React Flow edges, with the shape that flows along each. Unchanged edges keep their objects. */
import type { Graph } from '../../../graph-schemas/document.ts';
import type { GraphFacts } from '../../compiler/compile-types.ts';
import type { GraphId } from '../../graph/problem.ts';
import { edgeKey } from '../../store/canvas-store.ts';
import { textsNow } from '../texts/texts.ts';
import { portOf, wireText } from '../words.ts';
import type { FlowEdge } from './flow-types.ts';

export function flowEdges(
  graphId: GraphId,
  graph: Graph,
  facts: GraphFacts | undefined,
  selected: readonly string[],
  previous: readonly FlowEdge[],
  isLegible = true,
): FlowEdge[] {
  const before = new Map(previous.map((edge) => [edge.id, edge]));
  const chosen = new Set(selected);
  return graph.edges.flatMap((edge) => {
    const [source, sourceHandle] = ends(edge.from);
    const [target, targetHandle] = ends(edge.to);
    const from = facts?.nodes[source];
    const to = facts?.nodes[target];
    const gives = from?.ports.outputs.find(({ name }) => name === sourceHandle)?.gives;
    // A wire whose port is gone has nowhere to be drawn; the problems name it.
    if (!gives || !to?.ports.inputs.some(({ name }) => name === targetHandle)) return [];
    const type = from?.outputs[sourceHandle];
    const port = type ? portOf(type) : gives;
    const id = edgeKey(edge);
    const isSelected = chosen.has(id);
    const known = before.get(id);
    // From afar nobody reads it: a change of all shapes then touches no wire.
    const text = isLegible ? wireText(type) : (known?.data?.text ?? null);
    if (
      known &&
      known.selected === isSelected &&
      known.data?.text === text &&
      known.data.port === port &&
      known.data.via === edge.via
    )
      return [known];
    const next: FlowEdge = {
      id,
      type: 'wire',
      source,
      sourceHandle,
      target,
      targetHandle,
      selected: isSelected,
      data: { graph: graphId, text, port, via: edge.via },
      ariaLabel: textsNow().editing.wire(edge.from, edge.to),
    };
    return [next];
  });
}

export function ends(port: string): [node: string, port: string] {
  const dot = port.indexOf('.');
  return [port.slice(0, dot), port.slice(dot + 1)];
}
