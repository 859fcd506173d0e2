/** What the things of one document were called in another that it was made from, by the difference of the two. Pure. */
import { blockId, networkId } from '../graph-of.ts';
import type { GraphId } from '../problem.ts';
import type { CanvasDiff, DocumentDiff } from './diff-types.ts';

export interface EarlierNames {
  /** Of a node of the objective. Null where the other document has no such thing, as below. */
  node(id: string): string | null;
  network(name: string): string | null;
  /** Of a layer of a network, as a path through blocks. `within` as programs have it. */
  layer(network: string, layer: LayerPath): string | null;
}

export interface LayerPath {
  readonly id: string;
  readonly within: readonly {
    readonly use: string;
    readonly block: string;
    readonly copy: number | null;
  }[];
}

/** @param diff from the other document to this one */
export function earlierNames(diff: DocumentDiff): EarlierNames {
  const canvases = new Map(
    diff.canvases.flatMap((canvas) => (canvas.after ? [[canvas.after, canvas] as const] : [])),
  );
  const nodes = new Map([...canvases].map(([id, canvas]) => [id, nodesOf(canvas)]));
  const nodeOf = (graph: GraphId, id: string) => nodes.get(graph)?.get(id) ?? null;
  return {
    node: (id) => nodeOf('objective', id),
    network(name) {
      const id = canvases.get(networkId(name))?.before;
      return id ? id.slice(networkId('').length) : null;
    },
    layer(network, { id, within }) {
      const path: string[] = [];
      let graph = networkId(network);
      for (const { use, block, copy } of within) {
        const earlier = nodeOf(graph, use);
        if (earlier === null) return null;
        path.push(earlier, ...(copy === null ? [] : [String(copy)]));
        graph = blockId(block);
      }
      const last = nodeOf(graph, id.slice(id.lastIndexOf('/') + 1));
      return last === null ? null : [...path, last].join('/');
    },
  };
}

function nodesOf({ nodes }: CanvasDiff): ReadonlyMap<string, string> {
  return new Map(
    nodes.flatMap((node) => (node.type === 'kept' ? [[node.after, node.before] as const] : [])),
  );
}
