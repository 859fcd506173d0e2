/**
 * Places of the document that hold what a block holds: the same layers with the same wires between them, up to ids, places on the
 * canvas, titles and the numbers that a use of the block may set. A use can stand in place of each. Pure.
 */
import type { Block, Document, Edge, Graph } from '../../graph-schemas/document.ts';
import { graphIds, graphOf, own, splitRef } from './graph-of.ts';
import { refusalToGroup } from './group-refusal.ts';
import { matchNode, type Values } from './match-node.ts';
import type { Written } from './numerics.ts';
import { nodesOfRole } from './ports.ts';
import type { GraphId } from './problem.ts';
import { usedBlock } from './uses.ts';

export interface EqualPlace {
  readonly graph: GraphId;
  /** Its nodes, by those of the block. */
  readonly nodes: ReadonlyMap<string, string>;
  /** What stands there for parameters of the block, beside what these are by themselves. */
  readonly values: Readonly<Record<string, Written>>;
}

/** What a place is compared to. */
export interface Pattern {
  readonly document: Document;
  readonly block: Block;
  /** Each but the first where it can be next to one before it, so that wires lead to it. */
  readonly order: readonly string[];
  /** Wires between them. */
  readonly edges: readonly Edge[];
  /** Inputs within that are fed from outside, by the port that feeds them. */
  readonly readers: ReadonlyMap<string, string>;
  /** Ports by the outputs within that they let out. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** Looks for nodes on one canvas before it gives up. */
const MOST_LOOKS = 20_000;

/** In the order of the document; no two have a node in common. */
export function equalPlaces(document: Document, name: string): readonly EqualPlace[] {
  const pattern = patternOf(document, name);
  if (!pattern) return [];
  const within = blocksWithin(document, name);
  return graphIds(document)
    .filter((graph) => graph !== 'objective' && !within.has(graph))
    .flatMap((graph) => placesOn(pattern, graph));
}

/** Null for a block that is no more than wires, or leaves ports unused: no place tells where these would lead. */
export function patternOf(document: Document, name: string): Pattern | null {
  const block = own(document.blocks ?? {}, name);
  if (!block) return null;
  const inputs = new Set(nodesOfRole(block, 'input'));
  const outputs = new Set(nodesOfRole(block, 'output'));
  const isInner = (id: string) => !inputs.has(id) && !outputs.has(id);
  const inner = Object.keys(block.nodes).filter(isInner);
  const [readers, leaving] = [new Map<string, string>(), new Map<string, string>()];
  const edges: Edge[] = [];
  for (const edge of block.edges) {
    const [[from], [to]] = [splitRef(edge.from), splitRef(edge.to)];
    if (isInner(from) && isInner(to)) edges.push(edge);
    else if (inputs.has(from) && isInner(to)) readers.set(edge.to, from);
    else if (isInner(from) && !leaving.has(edge.from)) leaving.set(edge.from, to);
    else return null;
  }
  const used = new Set([...readers.values(), ...leaving.values()]);
  if (inner.length === 0 || used.size < inputs.size + outputs.size) return null;
  return { document, block, order: walk(inner, edges), edges, readers, outputs: leaving };
}

/** A block cannot stand inside of itself. */
function blocksWithin(document: Document, name: string): ReadonlySet<GraphId> {
  const found = new Set<GraphId>([`blocks.${name}`]);
  // A set hands on what is added to it while it is walked.
  for (const graph of found) {
    for (const node of Object.values(graphOf(document, graph)?.nodes ?? {})) {
      const block = usedBlock(node);
      if (block !== null) found.add(`blocks.${block}`);
    }
  }
  return found;
}

function walk(ids: readonly string[], edges: readonly Edge[]): readonly string[] {
  const order: string[] = [];
  const isNext = (id: string) =>
    edges.some(({ from, to }) => {
      const [a, b] = [splitRef(from)[0], splitRef(to)[0]];
      return (a === id && order.includes(b)) || (b === id && order.includes(a));
    });
  while (order.length < ids.length) {
    const left = ids.filter((id) => !order.includes(id));
    order.push(left.find(isNext) ?? left[0] ?? '');
  }
  return order;
}

interface Found {
  readonly nodes: ReadonlyMap<string, string>;
  readonly values: Values;
}

function placesOn(pattern: Pattern, graphId: GraphId): readonly EqualPlace[] {
  const graph = graphOf(pattern.document, graphId);
  if (!graph) return [];
  const taken = new Set<string>();
  const places: EqualPlace[] = [];
  let looks = MOST_LOOKS;

  function search(found: Found): Found | null {
    const next = pattern.order[found.nodes.size];
    if (next === undefined) return isWhole(pattern, graphId, found.nodes) ? found : null;
    for (const id of likely(pattern, graph as Graph, next, found.nodes)) {
      looks -= 1;
      if (looks < 0) return null;
      const grown = taken.has(id) ? null : withNext(pattern, graph as Graph, found, next, id);
      const whole = grown && search(grown);
      if (whole) return whole;
    }
    return null;
  }

  for (;;) {
    const found = search({ nodes: new Map(), values: new Map() });
    if (!found) return places;
    for (const id of found.nodes.values()) taken.add(id);
    const values = Object.fromEntries(
      [...found.values].filter(
        ([name, value]) => own(pattern.block.parameters ?? {}, name)?.value !== value,
      ),
    );
    places.push({ graph: graphId, nodes: found.nodes, values });
  }
}

/** Where a wire of the pattern leads from what is found, or else anywhere. */
function likely(
  { edges }: Pattern,
  graph: Graph,
  next: string,
  nodes: ReadonlyMap<string, string>,
): readonly string[] {
  for (const { from, to } of edges) {
    const [source, outPort] = splitRef(from);
    const [target, inPort] = splitRef(to);
    const [before, after] = [nodes.get(source), nodes.get(target)];
    if (target === next && before !== undefined) {
      const read = graph.edges.filter((edge) => edge.from === `${before}.${outPort}`);
      return read.map((edge) => splitRef(edge.to)[0]);
    }
    if (source === next && after !== undefined) {
      const feeding = graph.edges.filter((edge) => edge.to === `${after}.${inPort}`);
      return feeding.map((edge) => splitRef(edge.from)[0]);
    }
  }
  return Object.keys(graph.nodes);
}

function withNext(
  pattern: Pattern,
  graph: Graph,
  { nodes, values }: Found,
  next: string,
  id: string,
): Found | null {
  const [model, node] = [own(pattern.block.nodes, next), own(graph.nodes, id)];
  if (!model || !node || [...nodes.values()].includes(id)) return null;
  const matched = matchNode(pattern.document, pattern.block, model, node, values);
  if (!matched) return null;
  const grown = new Map([...nodes, [next, id]]);
  const areWired = pattern.edges
    .filter(({ from, to }) => [from, to].some((ref) => splitRef(ref)[0] === next))
    .every((edge) => {
      const wire = mapped(edge, grown);
      return !wire || graph.edges.some(({ from, to }) => from === wire.from && to === wire.to);
    });
  return areWired ? { nodes: grown, values: matched } : null;
}

/** The wire of a place that stands for one of the pattern; null while an end of it is not found. */
function mapped({ from, to }: Edge, nodes: ReadonlyMap<string, string>): Edge | null {
  const [[source, outPort], [target, inPort]] = [splitRef(from), splitRef(to)];
  const [before, after] = [nodes.get(source), nodes.get(target)];
  if (before === undefined || after === undefined) return null;
  return { from: `${before}.${outPort}`, to: `${after}.${inPort}` };
}

/** No wire within is more, and those that cross the border do so where the block has a port. */
function isWhole(
  { document, edges, readers, outputs }: Pattern,
  graphId: GraphId,
  nodes: ReadonlyMap<string, string>,
): boolean {
  const graph = graphOf(document, graphId);
  const models = new Map([...nodes].map(([model, id]) => [id, model]));
  if (!graph || refusalToGroup(document, graphId, [...models.keys()])) return false;
  const feeds = new Map<string, string | null>();
  let inside = 0;
  for (const { from, to } of graph.edges) {
    const [source, target] = [inModel(from, models), inModel(to, models)];
    if (source !== null && target !== null) inside += 1;
    else if (source !== null && !outputs.has(source)) return false;
    else if (target !== null) {
      const port = readers.get(target);
      if (port === undefined || (feeds.get(port) ?? from) !== from) return false;
      feeds.set(port, from);
    }
  }
  // Every reader of a port is fed, or none is: the block would feed them all.
  const areAllFed = [...readers].every(([reader, port]) => {
    const [model, input] = splitRef(reader);
    const ref = `${nodes.get(model)}.${input}`;
    return !feeds.has(port) || graph.edges.some(({ to }) => to === ref);
  });
  return inside === edges.length && areAllFed;
}

function inModel(ref: string, models: ReadonlyMap<string, string>): string | null {
  const [node, port] = splitRef(ref);
  const model = models.get(node);
  return model === undefined ? null : `${model}.${port}`;
}
