/** Who uses a network or a block: nodes that apply it, losses that run it, steps that train it; and the ways to it. Pure. */
import type { Document, Graph, GraphNode } from '../../graph-schemas/document.ts';
import { definitionOf } from '../nodes/catalog.ts';
import { fieldsOf } from '../nodes/fields/describe.ts';
import { blockId, graphIds, graphOf, nameOf, networkId, own } from './graph-of.ts';
import { nodesOfRole } from './ports.ts';
import type { GraphId } from './problem.ts';

export interface Use {
  readonly graph: GraphId;
  readonly node: string;
  /** A node that stands for it, a loss that runs it to take gradients, a step that changes its weights. */
  readonly how: 'stands' | 'runs' | 'trains';
  /** `repeat` as it is written; null where there is one copy. */
  readonly repeat: number | string | null;
}

/** The block that a node uses. */
export function usedBlock(node: GraphNode): string | null {
  return usedAs(node, 'block');
}

/** The network that a node applies. */
export function appliedNetwork(node: GraphNode): string | null {
  return usedAs(node, 'apply');
}

function usedAs(node: GraphNode, role: 'block' | 'apply'): string | null {
  const definition = definitionOf(node.kind);
  if (definition?.family !== 'structure' || definition.role !== role) return null;
  const name = role === 'block' ? node.params?.block : node.params?.network;
  return typeof name === 'string' ? name : null;
}

/** The canvas inside a node: that of the network or block that it uses. */
export function graphInside(node: GraphNode): GraphId | null {
  const block = usedBlock(node);
  if (block !== null) return blockId(block);
  const network = appliedNetwork(node);
  return network === null ? null : networkId(network);
}

/** In the order of the document. */
export function usesOf(document: Document, target: GraphId): readonly Use[] {
  if (target === 'objective') return [];
  return graphIds(document).flatMap((id) => {
    const graph = graphOf(document, id);
    return graph ? usesOn(id, graph, target) : [];
  });
}

/** By canvas, as long as it does not change: several panels ask at every edit. */
const known = new WeakMap<Graph, Map<string, readonly Use[]>>();

function usesOn(id: GraphId, graph: Graph, target: GraphId): readonly Use[] {
  const key = `${id} ${target}`;
  const ofGraph = known.get(graph) ?? new Map<string, readonly Use[]>();
  known.set(graph, ofGraph);
  const before = ofGraph.get(key);
  if (before) return before;
  const uses = Object.entries(graph.nodes).flatMap(([node, written]) => {
    const how = howUsed(written, target);
    if (how === null) return [];
    const repeat = written.params?.repeat;
    const isCounted = typeof repeat === 'number' || typeof repeat === 'string';
    return [{ graph: id, node, how, repeat: isCounted ? repeat : null }];
  });
  ofGraph.set(key, uses);
  return uses;
}

function howUsed(node: GraphNode, target: GraphId): Use['how'] | null {
  if (graphInside(node) === target) return 'stands';
  const definition = definitionOf(node.kind);
  if (!definition || definition.family === 'structure') return null;
  const kind = target.startsWith('networks.') ? 'network' : 'block';
  const isNamed = fieldsOf(definition.params).some(({ name, meta }) => {
    if (meta.type !== 'reference' && meta.type !== 'references') return false;
    return meta.to === kind && [node.params?.[name]].flat().includes(nameOf(target));
  });
  if (!isNamed) return null;
  return definition.family === 'step' ? 'trains' : 'runs';
}

/** Only those that stand for it: a change inside it changes each of them. */
export const placesOfUse = (document: Document, target: GraphId): readonly Use[] =>
  usesOf(document, target).filter(({ how }) => how === 'stands');

/** Wires at the uses of a network or block that end at one of its ports. */
export function wiresAtPorts(
  document: Document,
  target: GraphId,
  ports: ReadonlySet<string>,
): readonly { readonly graph: GraphId; readonly node: string; readonly port: string }[] {
  return placesOfUse(document, target).flatMap(({ graph, node }) =>
    (graphOf(document, graph)?.edges ?? []).flatMap(({ from, to }) =>
      [from, to].flatMap((ref) => {
        const port = ref.startsWith(`${node}.`) ? ref.slice(node.length + 1) : '';
        return ports.has(port) ? [{ graph, node, port }] : [];
      }),
    ),
  );
}

/** Which of these nodes are ports of the canvas that they stand on. */
export function portsAmong(graph: Graph, ids: readonly string[]): ReadonlySet<string> {
  const ends = new Set([...nodesOfRole(graph, 'input'), ...nodesOfRole(graph, 'output')]);
  return new Set(ids.filter((id) => ends.has(id)));
}

/** A way from the objective into a canvas: each level, and the node of the level before that leads into it. */
export interface Way {
  readonly trail: readonly GraphId[];
  /** As long as `trail`; null where no one node led there. */
  readonly nodes: readonly (string | null)[];
}

const MOST_WAYS = 200;
const DEEPEST = 32;

/** Every way into a canvas through networks and uses of blocks, the first one first. */
export function waysTo(document: Document, target: GraphId): readonly Way[] {
  if (target === 'objective') return [{ trail: ['objective'], nodes: [null] }];
  const ways: Way[] = [];
  const leading = leadingTo(document, target);
  const visit = (graph: GraphId, way: Way): void => {
    if (ways.length >= MOST_WAYS || way.trail.length > DEEPEST || !leading.has(graph)) return;
    if (graph === target) {
      ways.push(way);
      return;
    }
    for (const [node, written] of Object.entries(graphOf(document, graph)?.nodes ?? {})) {
      const block = usedBlock(written);
      const inner = block === null ? null : blockId(block);
      if (!inner || way.trail.includes(inner) || !own(document.blocks ?? {}, block ?? '')) continue;
      visit(inner, { trail: [...way.trail, inner], nodes: [...way.nodes, node] });
    }
  };
  for (const name of Object.keys(document.networks)) {
    const network = networkId(name);
    visit(network, { trail: ['objective', network], nodes: [null, null] });
  }
  return ways;
}

/** Canvases from which some way leads to the target, and itself: the search goes nowhere else. */
function leadingTo(document: Document, target: GraphId): ReadonlySet<GraphId> {
  const leading = new Set<GraphId>([target]);
  // A set hands on what is added to it while it is walked.
  for (const graph of leading) {
    for (const { graph: around } of placesOfUse(document, graph)) leading.add(around);
  }
  return leading;
}

/** The first way, or the canvas beside the objective where nothing uses it. */
export function wayTo(document: Document, target: GraphId): Way {
  const [first] = waysTo(document, target);
  return first ?? { trail: ['objective', target], nodes: [null, null] };
}
