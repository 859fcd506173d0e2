/**
 * A node of another kind in the place of one: it keeps id, title and place, the settings that both have, and the wires
 * that find a port, by name, then by position and type. Pure.
 */
import type { Document, Edge, GraphNode } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import type { Definition } from '../nodes/define.ts';
import { fieldsOf } from '../nodes/fields/describe.ts';
import { scopeOn } from './edit-graph.ts';
import type { Edit } from './edit-types.ts';
import { graphOf, own, splitRef } from './graph-of.ts';
import { keptWires, versionOf } from './keep-wires.ts';
import type { GraphId } from './problem.ts';
import { resolveParams } from './resolve-params.ts';
import type { Scope } from './scope.ts';
import { withNode } from './update.ts';
import { portsAmong, wiresAtPorts } from './uses.ts';

export interface Swap {
  readonly edits: readonly Edit[];
  /** Wires of this canvas that find no port. */
  readonly lost: readonly Edge[];
  /** Wires at uses of the network or block, where the node was one of its ports. */
  readonly lostAtUses: number;
}

type Params = NonNullable<GraphNode['params']>;

/** `params` are what the new kind is to be given, as the network that it applies. Null where there is no such node or kind. */
export function planSwap(
  document: Document,
  graph: GraphId,
  id: string,
  kind: string,
  params: Params = {},
): Swap | null {
  const canvas = graphOf(document, graph);
  const old = own(canvas?.nodes ?? {}, id);
  const definition = definitionOf(kind);
  if (!canvas || !old || !definition) return null;
  const scope = scopeOn(document, graph);
  const all = { ...sharedParams(old, definition, params, scope), ...params };
  const { title, at } = old;
  const node: GraphNode = {
    kind,
    ...(title === undefined ? {} : { title }),
    ...(Object.keys(all).length > 0 ? { params: all } : {}),
    ...(at ? { at } : {}),
  };
  const swapped = withNode(document, graph, id, () => node);
  const nothing = { node: old, ports: { inputs: [], outputs: [] }, params: {}, isSound: false };
  const before = versionOf(document, old, scope) ?? nothing;
  const after = versionOf(swapped, node, scope);
  if (!after) return null;
  const { edges, lost } = keptWires(swapped, { graph, id, before, after, scope });
  const touching = edges.filter(({ from, to }) =>
    [from, to].some((ref) => splitRef(ref)[0] === id),
  );
  const ports = portsAmong(canvas, [id]);
  return {
    edits: [{ type: 'replace-nodes', graph, ids: [id], nodes: { [id]: node }, edges: touching }],
    lost,
    lostAtUses: ports.size > 0 ? wiresAtPorts(document, graph, ports).length : 0,
  };
}

/** Settings of one name that the new kind takes as they are written. */
function sharedParams(old: GraphNode, definition: Definition, given: Params, scope: Scope): Params {
  const known = fieldsOf(definition.params);
  const shared = Object.fromEntries(
    Object.entries(old.params ?? {}).filter(([name, value]) => {
      const field = known.find((candidate) => candidate.name === name);
      return field?.schema.safeParse(value).success === true;
    }),
  );
  const node = { kind: definition.kind, params: { ...shared, ...given } };
  const faulty = new Set(
    resolveParams(definition, node, scope).faults.map(({ field }) => field.split('.')[0]),
  );
  return Object.fromEntries(Object.entries(shared).filter(([name]) => !faulty.has(name)));
}
