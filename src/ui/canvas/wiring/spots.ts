/** Where ports and cards are on the canvas, in its own units, as React Flow measured them. */
import type { InternalNode } from '@xyflow/react';
import type { Box } from '../../../graph/insert-node.ts';
import type { FlowNode } from '../flow-types.ts';

export interface Spot {
  readonly node: string;
  readonly port: string;
  readonly side: 'input' | 'output';
  /** The middle of the port. */
  readonly x: number;
  readonly y: number;
}

export type NodeLookup = ReadonlyMap<string, InternalNode<FlowNode>>;

export function spotsOf({ id, internals }: InternalNode<FlowNode>): readonly Spot[] {
  const { positionAbsolute: at, handleBounds } = internals;
  const spots = (side: Spot['side']) =>
    (handleBounds?.[side === 'input' ? 'target' : 'source'] ?? []).map((handle) => ({
      node: id,
      port: handle.id ?? '',
      side,
      x: at.x + handle.x + handle.width / 2,
      y: at.y + handle.y + handle.height / 2,
    }));
  return [...spots('input'), ...spots('output')];
}

export function boxOf({ internals, measured }: InternalNode<FlowNode>): Box {
  const { x, y } = internals.positionAbsolute;
  return { x, y, width: measured.width ?? 0, height: measured.height ?? 0 };
}

/** Of cards, by id. */
export function cardBoxes(lookup: NodeLookup): ReadonlyMap<string, Box> {
  return new Map(
    [...lookup.values()].flatMap((node) => (node.type === 'card' ? [[node.id, boxOf(node)]] : [])),
  );
}

export function allSpots(lookup: NodeLookup): readonly Spot[] {
  return [...lookup.values()].flatMap((node) => (node.type === 'card' ? spotsOf(node) : []));
}
