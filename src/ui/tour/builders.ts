/** Edits that lengthen a chain of layers, and wires to the ports that take them. Pure. */
import type { Document, Edge, GraphNode } from '../../../graph-schemas/document.ts';
import type { Edit } from '../../graph/edit-types.ts';
import { chainOf, type Link, nodeOf } from './roles.ts';

export type Layer = readonly [kind: string, params?: Readonly<Record<string, unknown>>];

const BESIDE = 260;

/** How many pairs of a dense layer and an activation follow the input. */
export function layersOf(chain: readonly Link[]): number {
  let count = 0;
  while (
    chain[1 + 2 * count]?.node.kind === 'dense' &&
    isActivation(chain[2 + 2 * count]?.node.kind)
  )
    count += 1;
  return count;
}

const isActivation = (kind: string | undefined) =>
  kind !== undefined && kind !== 'output' && kind !== 'dense';

/** Layers after the last of the chain from the network's input. */
export function addChain(
  document: Document,
  name: string | null,
  layers: readonly Layer[],
): readonly Edit[] {
  const graph = name === null ? undefined : document.networks[name];
  if (!graph) return [];
  const id = `networks.${name}` as const;
  const links = chainOf(graph);
  // An output that is wired already stays the end.
  const chain = links.at(-1)?.node.kind === 'output' ? links.slice(0, -1) : links;
  const taken = new Set(Object.keys(graph.nodes));
  let last = chain.at(-1);
  let [x, y] = last?.node.at ?? [0, 0];
  const edits: Edit[] = [];
  for (const [kind, params] of layers) {
    if (!last) return [];
    const added = freeId(kind, taken);
    taken.add(added);
    x += BESIDE;
    const node = { kind, at: [x, y], ...(params ? { params } : {}) } as GraphNode;
    edits.push({ type: 'add-node', graph: id, id: added, node });
    edits.push({ type: 'connect', graph: id, edge: wire(last.id, 'out', added, 'in') });
    last = { id: added, node };
  }
  return edits;
}

/** The last dense layer, of so many units, wired to the output; `before` come first. */
export function finishChain(
  document: Document,
  name: string | null,
  units: number,
  before: readonly Layer[] = [],
): readonly Edit[] {
  const graph = name === null ? undefined : document.networks[name];
  if (!graph) return [];
  const id = `networks.${name}` as const;
  const output = Object.entries(graph.nodes).find(([, { kind }]) => kind === 'output');
  const chain = chainOf(graph).filter(({ node }) => node.kind !== 'output');
  const end = chain.at(-1);
  // A dense layer without an activation after it is the last one already.
  const isThere = before.length === 0 && end?.node.kind === 'dense';
  const added = isThere
    ? [{ type: 'set-params', graph: id, id: end.id, params: { units } } as const]
    : addChain(document, name, [...before, ['dense', { units }]]);
  const last = isThere ? end.id : lastAdded(added);
  if (last === null) return [];
  const to = output?.[0] ?? freeId('out', new Set(Object.keys(graph.nodes)));
  const x = (chain.at(-1)?.node.at?.[0] ?? 0) + BESIDE * (added.length / 2 + 1);
  const y = chain[0]?.node.at?.[1] ?? 0;
  return [
    ...added,
    ...(output
      ? [{ type: 'move-nodes', graph: id, to: { [to]: [x, y] } } as const]
      : [{ type: 'add-node', graph: id, id: to, node: { kind: 'output', at: [x, y] } } as Edit]),
    { type: 'connect', graph: id, edge: wire(last, 'out', to, 'in') },
  ];
}

function lastAdded(edits: readonly Edit[]): string | null {
  const last = edits.findLast((edit) => edit.type === 'add-node');
  return last?.type === 'add-node' ? last.id : null;
}

type Wish = readonly [from: string | null, to: string | null, port?: string];

/** Wires on the objective, those that are not there. `uses`: networks of uses that are only about to be added. */
export function addWired(
  document: Document,
  wishes: readonly Wish[],
  uses: Readonly<Record<string, string>> = {},
): readonly Edit[] {
  const { objective } = document;
  return wishes.flatMap(([from, to, port]): Edit[] => {
    if (from === null || to === null) return [];
    const isThere = objective.edges.some(
      (edge) =>
        nodeOf(edge.from) === from &&
        nodeOf(edge.to) === to &&
        (port === undefined || edge.to === `${to}.${port}`),
    );
    if (isThere) return [];
    const edge = wire(from, outputOf(document, from), to, port ?? inputOf(document, to, uses));
    return [{ type: 'connect', graph: 'objective', edge }];
  });
}

function outputOf(document: Document, id: string): string {
  const node = document.objective.nodes[id];
  switch (node?.kind) {
    case 'dataset':
      return 'points';
    case 'apply':
      return endOf(document, String(node.params?.network), 'output') ?? 'out';
    case undefined:
    case 'adversarial':
      return 'loss';
    default:
      return 'out';
  }
}

function inputOf(document: Document, id: string, uses: Readonly<Record<string, string>>): string {
  const node = document.objective.nodes[id];
  const network = uses[id] ?? (node?.kind === 'apply' ? String(node.params?.network) : null);
  return (network !== null && endOf(document, network, 'input')) || 'logits';
}

const endOf = ({ networks }: Document, name: string, kind: string): string | null =>
  Object.entries(networks[name]?.nodes ?? {}).find(([, node]) => node.kind === kind)?.[0] ?? null;

function freeId(kind: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? kind : `${kind}-${number}`;
    if (!taken.has(id)) return id;
  }
}

const wire = (from: string, output: string, to: string, input: string): Edge => ({
  from: `${from}.${output}`,
  to: `${to}.${input}`,
});
