/**
 * The edits that a person can make to a document, as plain data. `applyEdit` in `edit.ts` is the only
 * function that carries them out; undo keeps documents, not inverse edits.
 */
import type {
  Block,
  Edge,
  Graph,
  GraphNode,
  Note,
  Parameter,
  Training,
} from '../../graph-schemas/document.ts';
import type { Point } from '../../graph-schemas/primitives.ts';
import type { GraphId } from './problem.ts';

export type Edit =
  | {
      readonly type: 'add-node';
      readonly graph: GraphId;
      readonly id: string;
      readonly node: GraphNode;
    }
  /** Their wires go too. */
  | { readonly type: 'remove-nodes'; readonly graph: GraphId; readonly ids: readonly string[] }
  /** New nodes in place of others, in the order of the document too. Wires of the old ones go, the given ones come. */
  | {
      readonly type: 'replace-nodes';
      readonly graph: GraphId;
      readonly ids: readonly string[];
      readonly nodes: Readonly<Record<string, GraphNode>>;
      readonly edges: readonly Edge[];
    }
  | {
      readonly type: 'move-nodes';
      readonly graph: GraphId;
      readonly to: Readonly<Record<string, readonly [number, number]>>;
    }
  /** Wires that end at the new id follow, and so do references to it. */
  | {
      readonly type: 'rename-node';
      readonly graph: GraphId;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly type: 'set-title';
      readonly graph: GraphId;
      readonly id: string;
      readonly title: string | null;
    }
  /** `undefined` values reset a parameter to its default; others replace it. Wires follow their ports; those without one go. */
  | {
      readonly type: 'set-params';
      readonly graph: GraphId;
      readonly id: string;
      readonly params: Readonly<Record<string, unknown>>;
      /** The entry that was taken out of a list: of equal ones the list alone does not tell which. */
      readonly removed?: number;
    }
  /** Replaces what was wired to the same input. */
  | { readonly type: 'connect'; readonly graph: GraphId; readonly edge: Edge }
  | { readonly type: 'disconnect'; readonly graph: GraphId; readonly edges: readonly Edge[] }
  /** Points that a wire is drawn through; without any it finds its own way. */
  | {
      readonly type: 'set-via';
      readonly graph: GraphId;
      readonly edge: Pick<Edge, 'from' | 'to'>;
      readonly via: readonly Point[];
    }
  | { readonly type: 'set-notes'; readonly graph: GraphId; readonly notes: readonly Note[] }
  /** Starts with its two ends, or with what is given. */
  | { readonly type: 'add-network'; readonly name: string; readonly network?: Graph }
  | { readonly type: 'remove-network'; readonly name: string }
  /** Every `apply` and every step that names it follows. */
  | { readonly type: 'rename-network'; readonly from: string; readonly to: string }
  | { readonly type: 'add-block'; readonly name: string; readonly block?: Block }
  | { readonly type: 'remove-block'; readonly name: string }
  | { readonly type: 'rename-block'; readonly from: string; readonly to: string }
  | { readonly type: 'set-parameter'; readonly name: string; readonly parameter: Parameter }
  | { readonly type: 'remove-parameter'; readonly name: string }
  /** Every expression that uses it follows. */
  | { readonly type: 'rename-parameter'; readonly from: string; readonly to: string }
  /** Makes or replaces a parameter of a block's own; its uses may give it another value. */
  | {
      readonly type: 'set-block-parameter';
      readonly block: string;
      readonly name: string;
      readonly parameter: Parameter;
    }
  /** Expressions of the block and what its uses give for it follow. */
  | {
      readonly type: 'rename-block-parameter';
      readonly block: string;
      readonly from: string;
      readonly to: string;
    }
  /** What its uses gave for it goes too. */
  | { readonly type: 'remove-block-parameter'; readonly block: string; readonly name: string }
  /** Copies the profile's values into the parameters. */
  | { readonly type: 'apply-profile'; readonly name: string }
  | { readonly type: 'set-training'; readonly training: Training }
  /** An empty description removes it. */
  | { readonly type: 'set-about'; readonly name?: string; readonly description?: string }
  /** The same for one canvas; empty texts remove what was there. */
  | {
      readonly type: 'set-graph-about';
      readonly graph: GraphId;
      readonly label?: string;
      readonly description?: string;
    };
