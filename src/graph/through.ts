/** Facts of blocks as they are in one use among several: a person looks at a block through the node that was entered. */
import type { Document } from '../../graph-schemas/document.ts';
import { expandNetwork, startExpansion } from './expand.ts';
import { type Facts, factsOfNetwork } from './facts.ts';
import type { Within } from './flat-network.ts';
import { blockId, graphOf, nameOf, networkId, own } from './graph-of.ts';
import { type InferredNetwork, inferNetwork } from './infer.ts';
import type { GraphId } from './problem.ts';
import { ProblemList } from './problem-list.ts';
import type { Scope } from './scope.ts';
import { placesOfUse, usedBlock, type Way } from './uses.ts';

/** From a network inwards: the node that uses a block, then one in that block, and so on. Of outer copies the first. */
export interface Through {
  readonly network: string;
  readonly uses: readonly string[];
  /** Of the last use, from 0; without it the first. */
  readonly copy?: number;
}

export function factsThrough(
  document: Document,
  through: Through,
  scope: Scope,
  networks: ReadonlyMap<string, InferredNetwork>,
): Facts {
  const { network, uses } = through;
  const last = uses.length - 1;
  const isShown = (within: readonly Within[]) =>
    within.length > 0 &&
    within.length <= uses.length &&
    within.every(
      ({ use, copy }, at) =>
        use === uses[at] && (copy ?? 0) === (at === last ? (through.copy ?? 0) : 0),
    );
  const placed = networks.get(network)?.flat.placed ?? [];
  const isFirst = placed.some(({ within }) => within.length === uses.length && isShown(within));
  // The whole way was placed already, or there is no such network.
  if (isFirst || uses.length === 0 || !own(document.networks, network)) return {};
  const expansion = { ...startExpansion(document, new ProblemList()), isShown };
  const flat = expandNetwork(expansion, network, scope);
  const { [networkId(network)]: _, ...blocks } = factsOfNetwork(
    inferNetwork(flat, new ProblemList()),
  );
  return blocks;
}

/** What a trail looks through; null where it leads into no block of a network. */
export function throughOf(document: Document, { trail, nodes }: Way, copy = 0): Through | null {
  const start = trail.findLastIndex((graph) => graph.startsWith('networks.'));
  const network = trail[start];
  if (network === undefined || start === trail.length - 1) return null;
  const uses: string[] = [];
  for (let at = start + 1; at < trail.length; at += 1) {
    const [around, graph] = [trail[at - 1], trail[at]];
    const node = around && graph ? leadingNode(document, around, graph, nodes[at] ?? null) : null;
    if (node === null) return null;
    uses.push(node);
  }
  return { network: nameOf(network), uses, ...(copy > 0 ? { copy } : {}) };
}

/** The node that led from one canvas into another, or where it is gone the first that does. */
export function leadingNode(
  document: Document,
  around: GraphId,
  graph: GraphId,
  node: string | null,
): string | null {
  const nodes = graphOf(document, around)?.nodes ?? {};
  const known = node === null ? undefined : own(nodes, node);
  const block = known ? usedBlock(known) : null;
  if (node !== null && block !== null && blockId(block) === graph) return node;
  const first = placesOfUse(document, graph).find((use) => use.graph === around);
  return first?.node ?? null;
}
