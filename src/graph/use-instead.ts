/** Edits that put a use of a block in place of what equals it: each place keeps its wires to the outside. Pure. */
import type { Document, Edge, GraphNode } from '../../graph-schemas/document.ts';
import { boxOf, pointAt } from './cut-out.ts';
import { applyEdit } from './edit.ts';
import type { Edit } from './edit-types.ts';
import { type EqualPlace, type Pattern, patternOf } from './equal-places.ts';
import { freeNameAmong } from './free-name.ts';
import { graphOf, own, splitRef } from './graph-of.ts';

/** `places` are places of this document as `equalPlaces` finds them. */
export function editsInstead(
  document: Document,
  name: string,
  places: readonly EqualPlace[],
): readonly Edit[] {
  const pattern = patternOf(document, name);
  if (!pattern) return [];
  const edits: Edit[] = [];
  let now = document;
  for (const place of places) {
    const edit = replaced(now, pattern, name, place);
    if (!edit) continue;
    edits.push(edit);
    // The next place may be wired to this one.
    now = applyEdit(now, edit);
  }
  return edits;
}

function replaced(
  document: Document,
  pattern: Pattern,
  name: string,
  { graph, nodes, values }: EqualPlace,
): Edit | null {
  const canvas = graphOf(document, graph);
  const ids = [...nodes.values()];
  if (!canvas || !ids.every((id) => own(canvas.nodes, id))) return null;
  const gone = new Set(ids);
  const use = freeNameAmong(
    `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    new Set(Object.keys(canvas.nodes).filter((id) => !gone.has(id))),
  );
  const node: GraphNode = {
    kind: 'block',
    params: {
      block: name,
      ...(Object.keys(values).length > 0 ? { arguments: { ...values } } : {}),
    },
    ...middleOf(ids.map((id) => canvas.nodes[id])),
  };
  const edges = wiresOf(canvas.edges, pattern, nodes, use);
  return { type: 'replace-nodes', graph, ids, nodes: { [use]: node }, edges };
}

function wiresOf(
  edges: readonly Edge[],
  { readers, outputs }: Pattern,
  nodes: ReadonlyMap<string, string>,
  use: string,
): readonly Edge[] {
  const models = new Map([...nodes].map(([model, id]) => [id, model]));
  const portAt = (ref: string, ports: ReadonlyMap<string, string>) => {
    const [id, port] = splitRef(ref);
    return ports.get(`${models.get(id)}.${port}`);
  };
  const wires = new Map<string, Edge>();
  for (const { via: _, ...edge } of edges) {
    const [isFrom, isTo] = [edge.from, edge.to].map((ref) => models.has(splitRef(ref)[0]));
    if (isFrom === isTo) continue;
    const wire = isFrom
      ? { ...edge, from: `${use}.${portAt(edge.from, outputs)}` }
      : { ...edge, to: `${use}.${portAt(edge.to, readers)}` };
    // Several layers may read the one wire that enters a port.
    wires.set(`${wire.from} ${wire.to}`, wire);
  }
  return [...wires.values()];
}

function middleOf(nodes: readonly (GraphNode | undefined)[]): Pick<GraphNode, 'at'> {
  const places = new Map(nodes.flatMap((node, order) => (node?.at ? [[`${order}`, node.at]] : [])));
  if (places.size < nodes.length) return {};
  const { left, right, top, bottom } = boxOf(places);
  return { at: pointAt((left + right) / 2, (top + bottom) / 2) };
}
