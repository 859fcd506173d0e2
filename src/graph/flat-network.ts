/** A network without blocks: its layers in order of computation, and where each stands on its canvas. */
import type { LayerDefinition, Ports, ValueType } from '../nodes/define.ts';
import type { Canvas, CanvasNode } from './canvas.ts';
import type { GraphId } from './problem.ts';
import type { Params } from './resolve-params.ts';

/** A layer by its id, or an input of the network as `input:NAME`. */
export type Ref = string;

export interface Within {
  readonly use: string;
  readonly block: string;
  readonly copy: number | null;
  /** Its layers are computed again for the backward pass. */
  readonly isRecomputed?: true;
}

export interface FlatLayer {
  /** Path through the blocks that hold it. */
  readonly id: string;
  /** Uses of blocks on that path, outermost first; `copy` is null where a use does not repeat. */
  readonly within: readonly Within[];
  /** The canvas and node that it stands for. */
  readonly canvas: Canvas;
  readonly node: string;
  readonly definition: LayerDefinition;
  readonly params: Params;
  readonly isSound: boolean;
  readonly ports: Ports;
  /** In port order; null where nothing is known to arrive. */
  readonly inputs: readonly (Ref | null)[];
  /** Some output of the network depends on it. */
  readonly isReachable: boolean;
}

/** A node as it stands on its canvas; of a block, in its first use or in the one that is looked at. */
export interface PlacedNode {
  readonly graph: GraphId;
  /** Uses of blocks around it, outermost first. */
  readonly within: readonly Within[];
  readonly canvasNode: CanvasNode;
  readonly inputs: Readonly<Record<string, Ref | null>>;
  readonly outputs: Readonly<Record<string, Ref | null>>;
  /** Its layers are those from `start` up to `end`. */
  readonly start: number;
  readonly end: number;
}

export interface FlatNetwork {
  readonly id: GraphId;
  readonly inputs: readonly { readonly name: string; readonly type: ValueType | null }[];
  readonly outputs: readonly { readonly name: string; readonly ref: Ref | null }[];
  readonly layers: readonly FlatLayer[];
  readonly placed: readonly PlacedNode[];
}
