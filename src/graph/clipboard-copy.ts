/** What is copied of a canvas: chosen nodes and notes, the wires between them, and everything that they refer to. Pure. */
import type { Block, Document, Graph, Parameter } from '../../graph-schemas/document.ts';
import { FRAGMENT_FORMAT, FRAGMENT_VERSION, type Fragment } from '../../graph-schemas/fragment.ts';
import type { Point } from '../../graph-schemas/primitives.ts';
import { freeNames } from './free-names.ts';
import { graphOf, nameOf, own, splitRef } from './graph-of.ts';
import type { GraphId } from './problem.ts';
import { referencesOf } from './references.ts';

export interface Chosen {
  readonly nodes: readonly string[];
  /** By their places among the notes of the canvas. */
  readonly notes: readonly number[];
}

/** `places` are where nodes are drawn, which the document need not say. Null where nothing is chosen. */
export function copyFragment(
  document: Document,
  graph: GraphId,
  chosen: Chosen,
  places: Readonly<Record<string, readonly [number, number]>>,
  origin?: string,
): Fragment | null {
  const canvas = graphOf(document, graph);
  if (!canvas) return null;
  const ids = new Set(chosen.nodes);
  // In the order of the document: random streams are numbered by it.
  const nodes: Fragment['nodes'] = Object.fromEntries(
    Object.entries(canvas.nodes)
      .filter(([id]) => ids.has(id))
      .map(([id, node]) => [id, { ...node, at: placeOf(node.at, places[id]) }]),
  );
  const notes = chosen.notes.flatMap((at) => canvas.notes?.[at] ?? []);
  if (Object.keys(nodes).length + notes.length === 0) return null;
  const isIn = (ref: string) => own(nodes, splitRef(ref)[0]) !== undefined;
  const used = usedBy(document, { nodes, edges: [] });
  const names = new Set([
    ...freeNames(document, Object.values(nodes)),
    ...Object.values(used.networks).flatMap((network) => [
      ...freeNames(document, Object.values(network.nodes)),
    ]),
  ]);
  const block = graph.startsWith('blocks.') ? own(document.blocks ?? {}, nameOf(graph)) : undefined;
  const blockParameters = picked(block?.parameters ?? {}, names);
  const fragment: Fragment = {
    format: FRAGMENT_FORMAT,
    version: FRAGMENT_VERSION,
    ...(origin === undefined ? {} : { origin }),
    nodes,
    edges: canvas.edges.filter(({ from, to }) => isIn(from) && isIn(to)),
  };
  return {
    ...fragment,
    ...some(
      'incoming',
      canvas.edges.filter(({ from, to }) => !isIn(from) && isIn(to)),
    ),
    ...some('notes', notes),
    ...some('networks', used.networks),
    ...some('blocks', used.blocks),
    ...some('parameters', picked(document.parameters, names)),
    ...some('blockParameters', blockParameters),
  };
}

const placeOf = (at: Point | undefined, drawn: readonly [number, number] | undefined): Point =>
  at ?? [drawn?.[0] ?? 0, drawn?.[1] ?? 0];

/** Nothing where there is nothing to say. */
function some<K extends keyof Fragment>(name: K, value: Fragment[K] & object) {
  return Object.keys(value).length > 0 ? ({ [name]: value } as Pick<Fragment, K>) : {};
}

function picked(
  parameters: Readonly<Record<string, Parameter>>,
  names: ReadonlySet<string>,
): Record<string, Parameter> {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => names.has(name)));
}

/** Networks and blocks that a canvas names, and those that these name in turn. */
function usedBy(document: Document, graph: Graph) {
  const networks: Record<string, Graph> = {};
  const blocks: Record<string, Block> = {};
  const visit = (canvas: Graph): void => {
    for (const { to, name } of Object.values(canvas.nodes).flatMap(referencesOf)) {
      const [found, known] =
        to === 'network'
          ? [own(document.networks, name), networks]
          : [own(document.blocks ?? {}, name), blocks];
      if (!found || own<Graph>(known, name)) continue;
      (known as Record<string, Graph>)[name] = found;
      visit(found);
    }
  };
  visit(graph);
  return { networks, blocks };
}
