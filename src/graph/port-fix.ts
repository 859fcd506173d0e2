/** What one click does with a wire that ends at a port which is not there: the port that is meant, or away with it. */
import type { Edge, Graph } from '../../graph-schemas/document.ts';
import { splitRef } from './graph-of.ts';
import type { GraphId, Problem } from './problem.ts';
import { nameLike } from './similar.ts';

/** `ports` are those that the node has at this end. A taken input is not meant. */
export function portFix(
  id: GraphId,
  graph: Graph,
  edge: Edge,
  end: 'from' | 'to',
  ports: readonly string[],
): Problem['fix'] {
  const [node, port] = splitRef(edge[end]);
  const isTaken = (name: string) =>
    end === 'to' && graph.edges.some(({ to }) => to === `${node}.${name}`);
  const free = ports.filter((name) => !isTaken(name));
  const meant = ports.length === 1 ? free[0] : nameLike(port, free);
  if (meant === undefined) return cut(id, edge);
  const right = { ...edge, [end]: `${node}.${meant}` };
  return {
    label: `Use ${right[end]}`,
    edits: [
      { type: 'disconnect', graph: id, edges: [edge] },
      { type: 'connect', graph: id, edge: right },
    ],
  };
}

/** A doubled wire between the same ports goes with its twin, so the fix puts the first one back. */
export function cut(graph: GraphId, edge: Edge) {
  return {
    label: `Remove the wire from ${edge.from}`,
    edits: [{ type: 'disconnect', graph, edges: [edge] }] as const,
  };
}
