/** What differs between two documents, as plain data: `diff-documents.ts` finds it, a sentence and a canvas show it. */
import type { GraphNode } from '../../../graph-schemas/document.ts';
import type { GraphId } from '../problem.ts';

/** As the document says it; absent where it says nothing and the kind has no default. */
export type Written = unknown;

/** One field on one side: what is written, and what an expression came to where that is known. */
export interface FieldSide {
  readonly written: Written;
  /** Absent where it is the written value itself, or could not be evaluated. */
  readonly value?: Written;
}

export interface FieldChange {
  /** Path as in problems: `filters`, `optimizer.beta1`, `title`. */
  readonly field: string;
  readonly before: FieldSide;
  readonly after: FieldSide;
  /** Both say the same expression, whose value is another since a parameter is. */
  readonly isIndirect: boolean;
}

export type NodeDiff =
  | { readonly type: 'added'; readonly after: string; readonly node: GraphNode }
  | { readonly type: 'removed'; readonly before: string; readonly node: GraphNode }
  | {
      readonly type: 'kept';
      readonly before: string;
      readonly after: string;
      readonly beforeNode: GraphNode;
      readonly node: GraphNode;
      /** Of kinds that differ, only fields that both have are compared. */
      readonly fields: readonly FieldChange[];
    };

/** Ends are `node.port`, named as in the document that has the wire; of a kept one, as in the second. */
export interface WireDiff {
  readonly type: 'added' | 'removed' | 'kept';
  readonly from: string;
  readonly to: string;
}

/** A canvas that one document lacks has an empty other side. */
export interface CanvasDiff {
  readonly before: GraphId | null;
  readonly after: GraphId | null;
  readonly nodes: readonly NodeDiff[];
  readonly wires: readonly WireDiff[];
  /** Of blocks. */
  readonly parameters: readonly ValueChange[];
}

/** A named number that is absent on the side where it does not exist. */
export interface ValueChange {
  readonly name: string;
  readonly before?: Written;
  readonly after?: Written;
}

export interface DocumentDiff {
  readonly names: readonly [before: string, after: string];
  readonly parameters: readonly ValueChange[];
  /** Fields of `training`. */
  readonly training: readonly ValueChange[];
  /** The objective first, then networks, then blocks; those without a difference too. */
  readonly canvases: readonly CanvasDiff[];
}
