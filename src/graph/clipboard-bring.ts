/**
 * What a fragment brings along: networks and blocks that the document lacks come under their names, those that it has
 * with equal content are its own, those of other content get new names, which all references follow. Pure.
 */
import type { Block, Document, Graph, GraphNode } from '../../graph-schemas/document.ts';
import type { Fragment } from '../../graph-schemas/fragment.ts';
import type { Edit } from './edit-types.ts';
import { freeNameAmong } from './free-name.ts';
import { freeNames } from './free-names.ts';
import { nameOf, own } from './graph-of.ts';
import type { GraphId } from './problem.ts';
import { mapReferences, type Reference } from './references.ts';
import { isSameData } from './same-document.ts';
import { mapRecord, without } from './update.ts';

type Placed = readonly (readonly [id: string, node: GraphNode])[];

export interface Brought {
  /** They refer to networks and blocks by their names in the document. */
  readonly nodes: Placed;
  readonly edits: readonly Edit[];
}

/** `isHome`: the fragment comes from this document, whose networks and blocks it means as they are by now. */
export function bringAlong(
  document: Document,
  fragment: Fragment,
  nodes: Placed,
  isHome: boolean,
): Brought {
  const edits: Edit[] = [];
  const tables = {
    network: { there: document.networks, given: fragment.networks ?? {} },
    block: { there: document.blocks ?? {}, given: fragment.blocks ?? {} },
  };
  const taken = {
    network: new Set(Object.keys(tables.network.there)),
    block: new Set(Object.keys(tables.block.there)),
  };
  const known = new Map<string, string>();
  const open = new Set<string>();

  function rename({ to, name }: Reference): string {
    const key = `${to} ${name}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const there = own<Graph>(tables[to].there, name);
    const given = own<Graph>(tables[to].given, name);
    // One that contains itself keeps its name; the problems tell it.
    if (!given || (there && isHome) || open.has(key)) return name;
    open.add(key);
    const content = withNames(given, rename);
    open.delete(key);
    const isSame = there !== undefined && isSameData(meaning(there), meaning(content));
    const free = isSame ? name : freeNameAmong(name, taken[to], '');
    known.set(key, free);
    if (!isSame) {
      taken[to].add(free);
      edits.push(
        to === 'network'
          ? { type: 'add-network', name: free, network: content }
          : { type: 'add-block', name: free, block: content as Block },
      );
    }
    return free;
  }

  return { nodes: nodes.map(([id, node]) => [id, mapReferences(node, rename)]), edits };
}

function withNames<G extends Graph>(graph: G, rename: (reference: Reference) => string): G {
  const nodes = mapRecord<GraphNode>(graph.nodes, (node) => mapReferences(node, rename));
  return nodes === graph.nodes ? graph : { ...graph, nodes };
}

/** Without what only says where things stand. */
function meaning(graph: Graph): unknown {
  const nodes = mapRecord<unknown>(graph.nodes, (node) => without(node as GraphNode, 'at'));
  const edges = graph.edges.map(({ from, to }) => ({ from, to }));
  const { label: _, description: __, notes: ___, ...rest } = graph;
  return { ...rest, nodes, edges };
}

/**
 * Parameters that the pasted nodes, or what came with them, read and nothing gives. `document` has what was brought
 * along; those of a block come to the block that is pasted into, or to the document.
 */
export function missingParameters(
  document: Document,
  graph: GraphId,
  fragment: Fragment,
  nodes: readonly GraphNode[],
  networks: readonly string[],
): readonly Edit[] {
  const block = graph.startsWith('blocks.') ? nameOf(graph) : null;
  const around = own(document.blocks ?? {}, block ?? '')?.parameters ?? {};
  const local = fragment.blockParameters ?? {};
  const edits: Edit[] = [];
  for (const name of freeNames(document, nodes)) {
    if (own(around, name) || own(document.parameters, name)) continue;
    const inner = own(local, name);
    const parameter = inner ?? own(fragment.parameters ?? {}, name);
    if (inner && block !== null) {
      edits.push({ type: 'set-block-parameter', block, name, parameter: inner });
    } else if (parameter) edits.push({ type: 'set-parameter', name, parameter });
  }
  const inside = networks.flatMap((name) =>
    Object.values(own(document.networks, name)?.nodes ?? {}),
  );
  for (const name of freeNames(document, inside)) {
    const parameter = own(fragment.parameters ?? {}, name);
    const isThere = own(document.parameters, name) || edits.some((edit) => isFor(edit, name));
    if (parameter && !isThere) edits.push({ type: 'set-parameter', name, parameter });
  }
  return edits;
}

const isFor = (edit: Edit, name: string) => edit.type === 'set-parameter' && edit.name === name;
