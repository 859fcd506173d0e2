/**
 * A difference as a short list of clauses, the most telling first: what a sentence says in English (`say-diff.ts`) and the
 * page in its language. Equal changes of several nodes are one clause.
 */
import { nameOf, splitRef } from '../graph-of.ts';
import type { GraphId } from '../problem.ts';
import type {
  CanvasDiff,
  DocumentDiff,
  NodeDiff,
  ValueChange,
  WireDiff,
  Written,
} from './diff-types.ts';
import { isSame } from './match-nodes.ts';

export type Clause =
  /** Parameters and fields of training. Absent sides: the value was added or removed. */
  | ({ readonly type: 'value'; readonly of: 'parameter' | 'training' } & ValueChange)
  | {
      readonly type: 'kind';
      readonly canvas: GraphId;
      readonly nodes: readonly string[];
      readonly before: string;
      readonly after: string;
    }
  | {
      readonly type: 'field';
      readonly canvas: GraphId;
      readonly nodes: readonly string[];
      readonly field: string;
      readonly before: Written;
      readonly after: Written;
    }
  | {
      readonly type: 'added' | 'removed';
      readonly canvas: GraphId;
      readonly nodes: readonly string[];
    }
  | {
      readonly type: 'renamed';
      readonly canvas: GraphId;
      readonly before: string;
      readonly after: string;
    }
  | {
      readonly type: 'wires';
      readonly canvas: GraphId;
      readonly added: number;
      readonly removed: number;
    }
  | { readonly type: 'canvas-added' | 'canvas-removed'; readonly canvas: GraphId }
  | { readonly type: 'canvas-renamed'; readonly before: GraphId; readonly canvas: GraphId }
  /** Nodes that say the same and come to something else, since a parameter differs. */
  | { readonly type: 'indirect'; readonly count: number };

export function summarizeDiff(diff: DocumentDiff): readonly Clause[] {
  const values = (of: 'parameter' | 'training', changes: readonly ValueChange[]): Clause[] =>
    changes.map((change) => ({ type: 'value', of, ...change }));
  const indirect = diff.canvases
    .flatMap(({ nodes }) => nodes)
    .filter((node) => node.type === 'kept' && node.fields.some(({ isIndirect }) => isIndirect));
  return [
    ...values('parameter', diff.parameters.filter(isOnBothSides)),
    ...diff.canvases.flatMap(clausesOf),
    ...values('training', diff.training),
    ...values(
      'parameter',
      diff.parameters.filter((change) => !isOnBothSides(change)),
    ),
    ...(indirect.length > 0 ? [{ type: 'indirect', count: indirect.length } as const] : []),
  ];
}

const isOnBothSides = ({ before, after }: ValueChange): boolean =>
  before !== undefined && after !== undefined;

function clausesOf({ before, after, nodes, wires, parameters }: CanvasDiff): Clause[] {
  if (after === null) return before === null ? [] : [{ type: 'canvas-removed', canvas: before }];
  if (before === null) return [{ type: 'canvas-added', canvas: after }];
  const canvas = after;
  const kept = nodes.filter((node) => node.type === 'kept');
  const list = (type: 'added' | 'removed'): Clause[] => {
    const ids = nodes.flatMap((node) =>
      node.type !== type ? [] : [node.type === 'added' ? node.after : node.before],
    );
    return ids.length > 0 ? [{ type, canvas, nodes: ids }] : [];
  };
  return [
    ...(nameOf(before) === nameOf(after)
      ? []
      : [{ type: 'canvas-renamed', before, canvas } as const]),
    ...merged(
      kept.flatMap((node): Clause[] =>
        node.beforeNode.kind === node.node.kind
          ? []
          : [
              {
                type: 'kind',
                canvas,
                nodes: [node.after],
                before: node.beforeNode.kind,
                after: node.node.kind,
              },
            ],
      ),
    ),
    ...merged(
      kept.flatMap((node) =>
        node.fields
          .filter(({ isIndirect }) => !isIndirect)
          .map(
            (change): Clause => ({
              type: 'field',
              canvas,
              nodes: [node.after],
              field: change.field,
              before: change.before.written,
              after: change.after.written,
            }),
          ),
      ),
    ),
    ...parameters.map(
      (change): Clause => ({
        type: 'field',
        canvas,
        nodes: [],
        field: change.name,
        before: change.before,
        after: change.after,
      }),
    ),
    ...list('added'),
    ...list('removed'),
    ...kept.flatMap((node): Clause[] =>
      node.before === node.after
        ? []
        : [{ type: 'renamed', canvas, before: node.before, after: node.after }],
    ),
    ...wiresBetweenKept(canvas, nodes, wires),
  ];
}

/** Wires of nodes that came or went go without saying. */
function wiresBetweenKept(
  canvas: GraphId,
  nodes: readonly NodeDiff[],
  wires: readonly WireDiff[],
): Clause[] {
  const fresh = new Set(nodes.flatMap((node) => (node.type === 'added' ? [node.after] : [])));
  const gone = new Set(nodes.flatMap((node) => (node.type === 'removed' ? [node.before] : [])));
  const count = (type: 'added' | 'removed', strangers: ReadonlySet<string>) =>
    wires.filter(
      (wire) =>
        wire.type === type && [wire.from, wire.to].every((end) => !strangers.has(splitRef(end)[0])),
    ).length;
  const [added, removed] = [count('added', fresh), count('removed', gone)];
  return added + removed > 0 ? [{ type: 'wires', canvas, added, removed }] : [];
}

/** Clauses that say the same of other nodes become one. */
function merged(clauses: readonly Clause[]): Clause[] {
  const all: Clause[] = [];
  for (const clause of clauses) {
    const at = all.findIndex((other) => isSame({ ...other, nodes: 0 }, { ...clause, nodes: 0 }));
    const other = all[at];
    if (other && 'nodes' in other && 'nodes' in clause)
      all[at] = { ...other, nodes: [...other.nodes, ...clause.nodes] };
    else all.push(clause);
  }
  return all;
}
